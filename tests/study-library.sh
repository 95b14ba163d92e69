# A library of groups whose members have consented, for the tests of what
# leaves for research:
#	study_library DIR GROUPS MEMBERS SESSIONS CASES [SEED]
# Each case has a presenter who was there that evening; truth.tsv in DIR says
# for each case: group, case, session, presenter.
# shellcheck shell=sh

study_library() {
	mkdir -p "$1"
	i=0
	while [ $((i += 1)) -le "$2" ]; do
		g=$1/g$(printf %03d $i)
		mkdir -p "$g/members" "$g/sessions" "$g/cases"
	done
	awk -v dir="$1" -v groups="$2" -v members="$3" -v sessions="$4" \
	    -v cases="$5" -v seed="${6:-1}" '
	function draw() { # Park and Miller, CACM 31 (1988) 1192
		state = (state * 16807) % 2147483647
		return state / 2147483647
	}
	function pick(list,  w, n) {
		n = split(list, w, " ")
		return w[1 + int(draw() * n)]
	}
	function day(s,  m, d) { # sessions are weekly from 2023-08-03 on
		s = s * 7 + 214
		y = 2023
		while (s >= (y % 4 ? 365 : 366)) { s -= (y % 4 ? 365 : 366); y++ }
		split("31 28 31 30 31 30 31 31 30 31 30 31", len, " ")
		if (y % 4 == 0)
			len[2] = 29
		for (m = 1; s >= len[m]; m++)
			s -= len[m]
		return sprintf("%d-%02d-%02d", y, m, s + 1)
	}
	BEGIN {
		state = seed * 7919 + 17 # the awks draw differently; this one is ours
		for (i = 0; i < 8; i++)
			draw()
		profs = "gp gp-trainee psychiatrist psych-trainee nurse physician psychologist student"
		letters = "abcdefghjkmnpqrstvwxyz23456789"
		for (g = 1; g <= groups; g++) {
			p = sprintf("%s/g%03d/", dir, g)
			f = p "group.txt"
			kind = pick("gps residents mixed psychiatrists")
			among = kind == "gps" ? "gp gp-trainee" : kind == "psychiatrists" ? "psychiatrist psych-trainee" : profs
			printf "Format: balint-group/1\nGroup: g-%05d\nMinutes: 90\nTimezone: Europe/London\nKind: %s\nFrequency: weekly\nMax: 9\n\n", g, kind >f
			close(f)
			for (m = 1; m <= members; m++) {
				f = sprintf("%smembers/m%02d.txt", p, m)
				printf "Format: balint-member/1\nMember: m%02d\nName: Person %d of %d\nProfession: %s\nResearch: yes\nJoined: 2023-01-01\n\n", m, m, g, pick(among) >f
				close(f)
			}
			for (s = 0; s < sessions; s++) {
				d = day(s)
				f = p "sessions/s" d ".txt"
				printf "Format: balint-session/1\nSession: s%s\nDate: %s\n", d, d >f
				n = 0
				for (m = 1; m <= members; m++) {
					there[m] = draw() < 0.8
					if (there[m]) here[++n] = m
				}
				told = s < cases && n > 0
				who = told ? sprintf("m%02d", here[1 + int(draw() * n)]) : ""
				for (m = 1; m <= members; m++) {
					id = sprintf("m%02d", m)
					printf "Attend: %s %s%s\n", id, there[m] ? "present" : "excused", id == who ? " presented=1" : "" >f
				}
				print "" >f
				close(f)
				if (!told) continue
				c = sprintf("c%03d-%s%s%s", s + 1, substr(letters, 1 + int(draw() * 30), 1), substr(letters, 1 + int(draw() * 30), 1), substr(letters, 1 + int(draw() * 30), 1))
				printf "g%03d\t%s\ts%s\t%s\n", g, c, d, who >(dir "/truth.tsv")
				f = p "cases/" c ".txt"
				printf "Format: balint-case/1\nCase: %s\nSession: s%s\nPresenter: %s\nSetting: %s\nAgeBand: %s\nSex: %s\nRelation: %s\nContext: %s\nTheme: %s\nTheme: %s\nTrigger: %s\nEmotion: %s by=presenter\nEmotion: %s by=group\nMinutes: %d\nResearch: yes\nPurgeAfter: 2030-%02d-01\n\n## telling\nCANARYtelling %d\n\n## discussion\nCANARYdiscussion\n\n", c, d, who, pick("practice home-visit hospital ward"), pick("child adult middle-aged older"), pick("female male"), pick("weeks months years shared"), pick("patient-encounter training team"), pick("loss dependence heartsink power"), pick("family identity loss"), pick("complaint aggression death"), pick("anger guilt fear"), pick("anger helplessness sadness"), 20 + int(draw() * 50), 1 + int(draw() * 12), g >f
				close(f)
			}
		}
	}'
	find "$1" -type d -exec chmod 700 {} +
	find "$1" -type f -exec chmod 600 {} +
}
