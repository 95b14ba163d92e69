# A library for the tests of trainers' commands: two groups under
# $BALINT_HOME, with names that are hard on readers of tables, and cases and
# debriefs that no trainer's command may open.
# shellcheck shell=sh

record() { # FILE; the header comes on standard input
	mkdir -p "$(dirname "$BALINT_HOME/$1")"
	{
		cat
		echo
	} >"$BALINT_HOME/$1"
}

record tuesday/group.txt <<'END'
Format: balint-group/1
Group: g-8w2kd
Name: Tuesday, North
Kind: residents
Frequency: weekly
Time: 18:00
Minutes: 90
Timezone: Europe/Berlin
Place: Room 4; second floor
Leader: ben
END
record tuesday/members/ana.txt <<'END'
Format: balint-member/1
Member: ana
Name: =HYPERLINK("http://x.example","y")
Surname: O'Brien; "x"
Given: -5
Registration: 0012
Profession: psych-trainee
Grade: +44
Employer: @home, \n
Assessed: 2026-10-01 satisfactory
Assessed: 2026-11-02 satisfactory
END
record tuesday/members/cem.txt <<'END'
Format: balint-member/1
Member: cem
Name: Çem Yıldız 山田 Ελένη Наталья مريم
Surname: '=1+1
Given: ＝2
Registration: 700
Assessed: 2026-10-01 satisfactory
Assessed: 2026-11-02 unsatisfactory
END
record tuesday/members/m07.txt <<'END'
Format: balint-member/1
Member: m07
Name: NA
Joined: 2026-11-09
END
record tuesday/sessions/s2026-10-20.txt <<'END'
Format: balint-session/1
Session: s2026-10-20
Date: 2026-10-20
Status: held
Attend: ana present presented=1
Attend: cem late minutes=70
END
record tuesday/sessions/s2026-10-27.txt <<'END'
Format: balint-session/1
Session: s2026-10-27
Date: 2026-10-27
Mode: online
Attend: ana present
Attend: cem excused
END
record tuesday/sessions/s2026-11-03.txt <<'END'
Format: balint-session/1
Session: s2026-11-03
Date: 2026-11-03
Status: cancelled
END
record tuesday/sessions/s2026-11-10.txt <<'END'
Format: balint-session/1
Session: s2026-11-10
Date: 2026-11-10
Attend: ana left minutes=45
Attend: cem present presented=1
Attend: m07 absent
END
record tuesday/sessions/s2026-11-24.txt <<'END'
Format: balint-session/1
Session: s2026-11-24
Date: 2026-11-24
END
record thursday/group.txt <<'END'
Format: balint-group/1
Group: g-t4urs
Minutes: 60
Time: 12:30
Timezone: Europe/London
Leader: eva
END
record thursday/members/bo.txt <<'END'
Format: balint-member/1
Member: bo
Name: Bo Ek
Registration: 700
END
record thursday/sessions/s2026-10-22.txt <<'END'
Format: balint-session/1
Session: s2026-10-22
Date: 2026-10-22
Attend: bo present
END
for g in tuesday thursday; do
	mkdir -p "$BALINT_HOME/$g/cases" "$BALINT_HOME/$g/debriefs"
	printf 'Format: balint-case/1\nCase: c014-7kq\nSession: s2026-10-20\nPresenter: ana\nTheme: anger\n\n## telling\nShe never takes her coat off.\n' \
	    >"$BALINT_HOME/$g/cases/c014-7kq.txt"
	printf 'Format: balint-debrief/1\nDebrief: s2026-10-20.ben\nSession: s2026-10-20\nLeader: ben\n\n## notes\nHeavy.\n' \
	    >"$BALINT_HOME/$g/debriefs/s2026-10-20.ben.txt"
done
