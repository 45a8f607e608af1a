# shellcheck shell=sh
# Shell functions shared by the start scripts; sourced, never run.

# The oldest Java that can run Armillary.
armillary_java_oldest=25

# Prints the major version of the Java whose home folder is $1, or nothing.
armillary_java_version() {
	version=
	if [ -r "$1/release" ]; then
		# much faster than starting it
		while IFS= read -r line; do
			case $line in
			JAVA_VERSION=*)
				version=${line#JAVA_VERSION=}
				break
				;;
			esac
		done <"$1/release"
	else
		version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*version \(".*"\).*/\1/p')
	fi
	version=${version#\"}
	version=${version%%[!0-9]*}
	printf '%s' "$version"
}

# Whether the folder $1 is the home of a Java that is new enough and has the program $2.
armillary_java_fits() {
	[ -x "$1/bin/java" ] && [ -x "$1/bin/$2" ] || return 1
	found=$(armillary_java_version "$1")
	[ -n "$found" ] && [ "$found" -ge "$armillary_java_oldest" ]
}

# Prints the home folder of the first Java that fits. $1 is a program that its bin folder must have: "java" to run
# Armillary, "javac" to build it. ARMILLARY_JAVA (a home folder or a java program) is the user's own choice: it is used
# or refused, never passed over.
armillary_java_home() {
	if [ -n "${ARMILLARY_JAVA:-}" ]; then
		home=$ARMILLARY_JAVA
		if [ -f "$home" ]; then
			home=$(dirname -- "$(dirname -- "$(readlink -f -- "$home")")")
		fi
		if armillary_java_fits "$home" "$1"; then
			printf '%s\n' "$home"
			return 0
		fi
		echo "armillary: ARMILLARY_JAVA=$ARMILLARY_JAVA is not a JDK $armillary_java_oldest or newer (with bin/$1):" \
			"please set it to the folder of one, or unset it." >&2
		return 1
	fi
	on_path=$(command -v java || true)
	if [ -n "$on_path" ]; then
		on_path=$(dirname -- "$(dirname -- "$(readlink -f -- "$on_path")")")
	fi
	for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
		/opt/* /opt/*/* /usr/local/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
		if [ -n "$home" ] && armillary_java_fits "$home" "$1"; then
			printf '%s\n' "$home"
			return 0
		fi
	done
	echo "armillary: no JDK $armillary_java_oldest or newer was found: please install one (for example Eclipse Temurin" \
		"$armillary_java_oldest, or the package openjdk-$armillary_java_oldest-jdk) or set ARMILLARY_JAVA to its folder." >&2
	return 1
}

# Prints the JVM options that let org.armillary.numerics use SIMD registers, for the Java whose home folder is $1; nothing
# for a Java without them, which computes the same, slower.
armillary_java_vectors() {
	if grep -q '^MODULES=.*[" ]jdk\.incubator\.vector[" ]' "$1/release" 2>/dev/null; then
		echo '--add-modules=jdk.incubator.vector'
	fi
}

# Prints the JVM option for the garbage collector, unless ARMILLARY_JAVA_OPTIONS names one. The serial one takes a third of
# the memory of the default: a job's large arrays live to its end, and there is next to nothing else to collect.
armillary_java_collector() {
	case ${ARMILLARY_JAVA_OPTIONS:-} in
	*-XX:+Use*GC*) ;;
	*) echo '-XX:+UseSerialGC' ;;
	esac
}

# Passes the JVM's own messages on, from standard input to standard error. Left out is the warning that a module is an
# incubator: Java gives it at every start and has no option against it.
armillary_java_messages() {
	# what ends the program must not end this before the program's last words
	trap '' HUP INT QUIT TERM
	while IFS= read -r line || [ -n "$line" ]; do
		case $line in
		'WARNING: Using incubator modules: jdk.incubator.vector') ;;
		*) printf '%s\n' "$line" >&2 ;;
		esac
	done
}

# Prints the JVM option for the heap: 70 % of the machine's memory, or ARMILLARY_MEMORY (such as 8g or 500m).
armillary_java_heap() {
	case ${ARMILLARY_MEMORY:-} in
	'')
		echo -XX:MaxRAMPercentage=70
		;;
	*[!0-9kKmMgG]* | [!1-9]* | *[kKmMgG]?*)
		echo "armillary: ARMILLARY_MEMORY=$ARMILLARY_MEMORY is not an amount of memory:" \
			"please write a number and k, m or g, such as 8g." >&2
		return 1
		;;
	*)
		echo "-Xmx$ARMILLARY_MEMORY"
		;;
	esac
}

# Only in a UTF-8 locale can Java print "µm" and open files with such names. For one that is not installed "locale"
# complains too, and says ASCII.
armillary_utf8_locale() {
	case ${LC_ALL:-} in
	C.UTF-8 | C.utf8) ;;
	*) [ "$(locale charmap 2>&1)" = UTF-8 ] || export LC_ALL=C.UTF-8 ;;
	esac
}
