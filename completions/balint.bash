# bash completion for the five balint programs: verbs, options, and the ids
# that are there now.  Ids only, never a name.

# Ask for one KIND; the group of -g counts, wherever it stands in the line.
_balint_ask() {
	local group='' i
	for ((i = 1; i < ${#COMP_WORDS[@]} - 1; i++)); do
		case ${COMP_WORDS[i]} in
		-g | --group) group=${COMP_WORDS[i + 1]} ;;
		esac
	done
	if [[ -n $group && $COMP_CWORD -gt 0 ]]; then
		BALINT_GROUP=$group "$@" 2>/dev/null
	else
		"$@" 2>/dev/null
	fi
}

# Words of the usage line, or of an option's value: SESSION, GROUP..., FILE.
_balint_kinds() { # TEXT PREFIX
	local kind
	set -- "${1/RECORD/MEMBER SESSION CASE}" "$2"
	for kind in group member session case leader; do
		[[ $1 == *${kind^^}* ]] &&
			_balint_ask balint-note --complete "${kind}s" "$2"
	done
	[[ $1 == *FORMAT* ]] && compgen -W 'text tsv csv jsonl sql' -- "$2"
	[[ $1 == *FILE* || $1 == *DIR* || $1 == *ARCHIVE* || $1 == *GROUP* ]] &&
		compgen -f -- "$2"
}

_balint() {
	local prog=$1 cur=${COMP_WORDS[COMP_CWORD]}
	local prev=${COMP_WORDS[COMP_CWORD - 1]} verb='' letter name arg found=''
	local verbs

	COMPREPLY=()
	verbs=$("$prog" --complete verbs '' 2>/dev/null)
	if [[ -n $verbs ]]; then
		if [[ $COMP_CWORD -eq 1 ]]; then
			mapfile -t COMPREPLY < <(compgen -W "$verbs" -- "$cur")
			return
		fi
		verb=${COMP_WORDS[1]}
	fi
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <("$prog" --complete options "$verb" "$cur" 2>/dev/null)
		return
	fi
	# IFS of one tab would swallow an empty letter.
	while IFS='|' read -r letter name arg _; do
		if [[ -n $arg && ($prev == "--$name" || (-n $letter && $prev == "-$letter")) ]]; then
			found=$arg
		fi
	done < <("$prog" --complete table "$verb" 2>/dev/null | tr '\t' '|')
	[[ -n $found ]] || found=$("$prog" --complete operands "$verb" 2>/dev/null)
	mapfile -t COMPREPLY < <(_balint_kinds "$found" "$cur" | sort -u)
	[[ $found == *FILE* || $found == *DIR* || $found == *ARCHIVE* ]] &&
		compopt -o filenames 2>/dev/null
	return 0
}

complete -F _balint balint-new balint-note balint-redact balint-export balint-stats
