package org.armillary.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes axes out of a header and renumbers those behind them. */
final class AxisRemoval {

	private static final Pattern LENGTH = Pattern.compile("NAXIS([1-9]\\d{0,2})");
	private static final Pattern POLE = Pattern.compile("(LONPOLE|LATPOLE)([A-Z]?)");
	private static final Pattern COUNT = Pattern.compile("WCSAXES([A-Z]?)");

	private AxisRemoval() {
	}

	/** The axes that stay; refuses to part a pair of celestial axes. */
	static List<Integer> staying(WcsVersion version, Set<Integer> gone) throws FitsException {
		var staying = new ArrayList<Integer>();
		int celestialStaying = 0;
		int celestialGone = 0;
		for (int axis = 1; axis <= version.axes(); axis++) {
			boolean celestial = version.isCelestial(axis);
			if (gone.contains(axis)) {
				celestialGone = celestial ? axis : celestialGone;
			} else {
				staying.add(axis);
				celestialStaying = celestial ? axis : celestialStaying;
			}
		}
		if (celestialStaying > 0 && celestialGone > 0) {
			throw new FitsException(FitsMessage.WCS_PAIR.with(version.source(), celestialGone,
					version.type(celestialGone), celestialStaying, version.type(celestialStaying)));
		}
		return staying;
	}

	/** The header without the cards of some axes, those of the axes behind renumbered. */
	static FitsHeader without(FitsHeader header, Set<Integer> gone) throws FitsException {
		int[] moved = new int[1000];
		for (int axis = 1, next = 1; axis < moved.length; axis++) {
			moved[axis] = gone.contains(axis) ? 0 : next++;
		}
		Set<String> celestial = new TreeSet<>();
		for (WcsVersion version : WcsVersion.all(header)) {
			for (int axis : staying(version, gone)) {
				if (version.isCelestial(axis)) {
					celestial.add(version.letter());
				}
			}
		}
		FitsHeader.Builder result = FitsHeader.builder();
		for (FitsCard card : header.cards()) {
			Matcher pole = POLE.matcher(card.keyword());
			boolean pointless = pole.matches() && !celestial.contains(pole.group(2));
			if (card.kind() == FitsCard.Kind.COMMENTARY) {
				result.add(card);
			} else if (!pointless) {
				renumbered(header, card, gone, moved).ifPresent(result::add);
			}
		}
		return result.build().from(header.source());
	}

	/** A card with its axes renumbered; empty if it is about an axis that goes. */
	private static Optional<FitsCard> renumbered(FitsHeader header, FitsCard card, Set<Integer> gone, int[] moved)
			throws FitsException {
		String name = card.keyword();
		Matcher length = LENGTH.matcher(name);
		if (length.matches()) {
			int axis = moved[Integer.parseInt(length.group(1))];
			return axis == 0 ? Optional.empty() : Optional.of(renamed(card, "NAXIS" + axis));
		}
		if (name.equals("NAXIS") || COUNT.matcher(name).matches()) {
			OptionalLong count = header.findInteger(name);
			if (count.isEmpty()) {
				return Optional.of(card);
			}
			long left = count.getAsLong() - gone.stream().filter(axis -> axis <= count.getAsLong()).count();
			return left <= 0 && !name.equals("NAXIS") ? Optional.empty()
					: Optional.of(FitsCard.of(name, left, card.comment()));
		}
		Optional<WcsKeyword> parsed = WcsKeyword.parse(name);
		if (parsed.isEmpty()) {
			return Optional.of(card);
		}
		WcsKeyword keyword = parsed.get();
		int axis = moved[keyword.axis()];
		int second = keyword.isMatrix() ? moved[keyword.second()] : keyword.second();
		return axis == 0 || second == 0 && keyword.isMatrix() ? Optional.empty()
				: Optional.of(renamed(card, keyword.renumbered(axis, second)));
	}

	/** A card under another name of at most eight characters; its value keeps all digits as they stand. */
	private static FitsCard renamed(FitsCard card, String name) {
		return new FitsCard(name, card.kind(), card.value(), card.comment(),
				"%-8s".formatted(name) + card.image().substring(8));
	}
}
