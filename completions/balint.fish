# fish completion for the five balint programs: verbs, options, and the ids
# that are there now.  Ids only, never a name.

function __balint_ids --argument-names text current
    set text (string replace RECORD 'MEMBER SESSION CASE' -- $text)
    set -l words (commandline -opc)
    set -l group
    for i in (seq 2 (count $words))
        if contains -- $words[$i] -g --group; and test (count $words) -gt $i
            set group $words[(math $i + 1)]
        end
    end
    for kind in group member session case leader
        if string match -q "*"(string upper $kind)"*" -- $text
            if test -n "$group"
                env BALINT_GROUP=$group balint-note --complete {$kind}s $current 2>/dev/null
            else
                balint-note --complete {$kind}s $current 2>/dev/null
            end
        end
    end
    if string match -q '*FORMAT*' -- $text
        printf '%s\n' text tsv csv jsonl sql
    end
    if string match -qr 'FILE|DIR|ARCHIVE' -- $text
        __fish_complete_path $current
    end
end

function __balint_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l prog $words[1]
    set -l verb ''
    if test -n "$($prog --complete verbs '' 2>/dev/null)"
        if test (count $words) -eq 1
            $prog --complete verbs $current 2>/dev/null
            return
        end
        set verb $words[2]
    end
    set -l previous $words[-1]
    for line in ($prog --complete table "$verb" 2>/dev/null)
        set -l field (string split \t -- $line)
        set -l names --$field[2]
        test -n "$field[1]"; and set -a names -$field[1]
        if test -n "$field[3]"; and contains -- $previous $names
            __balint_ids $field[3] $current
            return
        end
    end
    if string match -q -- '-*' $current
        for line in ($prog --complete table "$verb" 2>/dev/null)
            set -l field (string split \t -- $line)
            printf '%s\t%s\n' --$field[2] $field[4]
        end
        return
    end
    __balint_ids "$($prog --complete operands "$verb" 2>/dev/null)" "$current"
end

for program in new note redact export stats
    complete -c balint-$program -f -a '(__balint_complete)'
end
