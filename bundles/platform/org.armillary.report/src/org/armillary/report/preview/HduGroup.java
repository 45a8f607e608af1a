package org.armillary.report.preview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;

/**
 * Images of a file that are shown together: of all detectors or IFUs, of one kind and shape.
 *
 * @param role
 *            what they are
 * @param shape
 *            shape of each
 * @param members
 *            the images, by number, then in the order of the file
 */
record HduGroup(Role role, Shape shape, List<Member> members) {

	private static final Pattern NOISE = Pattern
			.compile("(.*[._])?(NOISE|ERR|ERROR|ERRS|SIGMA|STAT|VAR|VARIANCE|IVAR|RMS)(\\d*)");
	private static final Pattern MASK = Pattern.compile("(.*[._])?(MASK|DQ|QUAL|QUALITY|FLAGS?|BPM|BADPIX\\w*)(\\d*)");
	private static final Pattern DATA = Pattern.compile("(.*[._])?(DATA|SCI|SCIENCE|FLUX)(\\d*)");
	private static final Pattern DIGITS = Pattern.compile("\\d{1,4}");
	private static final Pattern NUMBERS = Pattern.compile("\\d+");

	/** What images are, in the order in which they are shown. */
	enum Role {
		/** Values. */
		DATA,
		/** Uncertainties of values. */
		NOISE,
		/** Flags of values. */
		MASK
	}

	/**
	 * One image.
	 *
	 * @param hdu
	 *            where it is
	 * @param number
	 *            number of its detector or IFU; its place from 1 where names do not tell
	 */
	record Member(Hdu hdu, int number) {

		/** What its name has in common with the names of its noise and its mask. */
		String stem() {
			return HduGroup.stem(hdu.name());
		}
	}

	/** All images of a file, values first. */
	static List<HduGroup> of(FitsFile file) {
		var byKind = new LinkedHashMap<List<Object>, List<Hdu>>();
		for (Hdu hdu : file.hdus()) {
			if (hdu.hasImage()) {
				Shape shape = Shape.of(hdu);
				List<Object> kind = List.of(role(hdu.name()), pattern(hdu.name()), shape.dimensions(),
						shape.dimensions() == 1 ? 0 : shape.lengths());
				byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(hdu);
			}
		}
		var groups = new ArrayList<HduGroup>();
		byKind.forEach((kind, hdus) -> groups
				.add(new HduGroup((Role) kind.getFirst(), Shape.of(hdus.getFirst()), numbered(hdus))));
		groups.sort((a, b) -> a.role.compareTo(b.role));
		return groups;
	}

	/** The names in short: one name, or what changes from name to name as {@code n}. */
	String names() {
		if (members.size() == 1) {
			return members.getFirst().hdu().name();
		}
		String first = members.getFirst().hdu().name();
		List<String> names = members.stream().map(member -> member.hdu().name()).distinct().toList();
		Matcher digits = NUMBERS.matcher(first);
		if (names.size() == members.size() && digits.find()) {
			return first.substring(0, digits.start()) + "n" + first.substring(digits.end()) + ", n = " + numbers();
		}
		return first + " and " + (members.size() - 1) + " more";
	}

	/** The image of the same detector or IFU in another role. */
	Optional<Hdu> partner(FitsFile file, Member member, Role other) {
		return file.hdus().stream().filter(hdu -> hdu != member.hdu() && hdu.hasImage() && role(hdu.name()) == other
				&& stem(hdu.name()).equals(member.stem()) && hdu.dimensions().equals(member.hdu().dimensions()))
				.findFirst();
	}

	/** Numbers of the members, ranges as {@code 1–3}. */
	private String numbers() {
		var ranges = new ArrayList<int[]>();
		for (Member member : members) {
			if (!ranges.isEmpty() && ranges.getLast()[1] + 1 == member.number()) {
				ranges.getLast()[1]++;
			} else {
				ranges.add(new int[] { member.number(), member.number() });
			}
		}
		return ranges.stream().map(range -> range[0] == range[1] ? String.valueOf(range[0]) : range[0] + "–" + range[1])
				.collect(Collectors.joining(", "));
	}

	private static List<Member> numbered(List<Hdu> hdus) {
		List<Integer> numbers = hdus.stream().map(hdu -> number(hdu.name())).toList();
		boolean told = numbers.stream().allMatch(number -> number >= 0)
				&& numbers.stream().distinct().count() == numbers.size();
		var members = new ArrayList<Member>();
		for (int i = 0; i < hdus.size(); i++) {
			members.add(new Member(hdus.get(i), told ? numbers.get(i) : i + 1));
		}
		members.sort((a, b) -> Integer.compare(a.number(), b.number()));
		return List.copyOf(members);
	}

	private static int number(String name) {
		Matcher digits = DIGITS.matcher(name);
		return digits.find() ? Integer.parseInt(digits.group()) : -1;
	}

	private static Role role(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		return NOISE.matcher(upper).matches() ? Role.NOISE : MASK.matcher(upper).matches() ? Role.MASK : Role.DATA;
	}

	private static String pattern(String name) {
		return NUMBERS.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("#");
	}

	private static String stem(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		for (Pattern known : List.of(DATA, NOISE, MASK)) {
			Matcher matcher = known.matcher(upper);
			if (matcher.matches()) {
				return (matcher.group(1) == null ? "" : matcher.group(1)) + "|" + matcher.group(3);
			}
		}
		return upper.equals("PRIMARY") ? "|" : upper + "|";
	}
}
