# SPDX-License-Identifier: EUPL-1.2
# Completion of samplan for bash. Commands, options and codes are put in from
# the program's own tables when it is installed.

# The folder that --root names on the line so far.
_samplan_root() {
	local i

	for ((i = 1; i < COMP_CWORD; i++)); do
		if [[ ${COMP_WORDS[i]} == --root ]]; then
			printf '%s' "${COMP_WORDS[i + 1]}"
			return
		fi
	done
	printf .
}

# Revisions of the policy: the folders of content/policy.
_samplan_revisions() {
	local folder root

	root=$(_samplan_root)
	for folder in "${root/#\~/$HOME}"/content/policy/*/; do
		[[ -e $folder ]] || continue
		folder=${folder%/}
		printf '%s\n' "${folder##*/}"
	done
}

# Plans that have documents; with one of them, its papers.
_samplan_made() {
	local path root=$(_samplan_root) ending=/

	[[ -z $1 ]] || ending=.pdf
	for path in "${root/#\~/$HOME}/output/plans/${1:+$1/}"*"$ending"; do
		[[ -e $path ]] || continue
		path=${path%/}
		path=${path##*/}
		printf '%s\n' "${path%.pdf}"
	done
}

# Sets command and operands (how many stand before the cursor).
_samplan_line() {
	local i word

	command='' operands=0
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		case $word in
		--root | --plans-dir | --output | --date | --format | --jobs | --older-than | \
			--shard | --port | --revision | --pdf | --password-file | \
			--password-fd | --reason)
			((i++))
			;;
		-*) ;;
		*)
			if [[ -z $command ]]; then
				command=$word
			else
				first=${first:-$word}
				((operands++))
			fi
			;;
		esac
	done
}

_samplan_options() {
	local option options='--root --date --help --version'

	case $1 in
	'') options='--help --version --root' ;;
	build)
		options+=' --site --plans --plans-dir --output --strict --older-than --jobs
			--shard --merge-shards --format --quiet --verbose
			--fhir --protect --password-file --password-fd'
		;;
	check)
		options+=' --site --plans --plans-dir --strict --older-than --jobs --format
			--quiet --verbose'
		;;
	watch)
		options+=' --site --plans --plans-dir --output --jobs --format
			--quiet --verbose'
		;;
	serve) options+=' --plans-dir --output --port --with-plans --quiet --verbose' ;;
	new) options+=' --plans-dir' ;;
	status) options+=' --plans-dir --format --revision' ;;
	diff) options+=' --format --pdf' ;;
	seal) options+=' --reason' ;;
	protect) options+=' --output --password-file --password-fd --quiet' ;;
	journal) options+=' --output --verify --format' ;;
	esac
	for option in $options; do
		[[ ' @OPTIONS@ ' != *" $option "* ]] || printf '%s\n' "$option"
	done
}

_samplan() {
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
	local command operands first='' IFS=$' \t\n'

	COMPREPLY=()
	case $previous in
	--root | --plans-dir | --output)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -d -- "$current")
		return
		;;
	--format)
		mapfile -t COMPREPLY < <(compgen -W 'human json' -- "$current")
		return
		;;
	--revision)
		mapfile -t COMPREPLY < <(compgen -W "$(_samplan_revisions)" -- "$current")
		return
		;;
	--date)
		mapfile -t COMPREPLY < <(compgen -W "$(date +%F)" -- "$current")
		return
		;;
	--pdf | --password-file)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$current")
		return
		;;
	--jobs | --shard | --port | --reason | --password-fd)
		return
		;;
	esac
	_samplan_line
	if [[ $current == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_samplan_options "$command")" -- "$current")
		return
	fi
	case $command:$operands in
	:*) mapfile -t COMPREPLY < <(compgen -W '@COMMANDS@' -- "$current") ;;
	new:0) mapfile -t COMPREPLY < <(compgen -W 'plan page revision' -- "$current") ;;
	seal:0 | diff:[01]) mapfile -t COMPREPLY < <(compgen -W "$(_samplan_revisions)" -- "$current") ;;
	check:*)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -d -- "$current"
			compgen -f -X '!*.md' -- "$current"
			compgen -f -X '!*.yaml' -- "$current")
		;;
	protect:0) mapfile -t COMPREPLY < <(compgen -W "$(_samplan_made)" -- "$current") ;;
	protect:*) mapfile -t COMPREPLY < <(compgen -W "$(_samplan_made "$first")" -- "$current") ;;
	explain:0)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -W '@CODES@' -- "$current"
			compgen -f -- "$current")
		;;
	esac
} && complete -F _samplan samplan
