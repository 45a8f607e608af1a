package org.armillary.provenance.difference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.ContentDigest;
import org.armillary.provenance.difference.FileDifference.KeywordChange;

/** Compares two headers, without what says nothing of the content. */
final class HeaderComparison {

	private HeaderComparison() {
	}

	/** The keywords that differ, in the order of the second header, then those that only the first has. */
	static List<KeywordChange> between(FitsHeader before, FitsHeader now) {
		Map<String, FitsCard> one = byName(before);
		Map<String, FitsCard> other = byName(now);
		var names = new LinkedHashSet<>(other.keySet());
		names.addAll(one.keySet());
		var changes = new ArrayList<KeywordChange>();
		for (String name : names) {
			Optional<FitsCard> old = Optional.ofNullable(one.get(name));
			Optional<FitsCard> card = Optional.ofNullable(other.get(name));
			Optional<String> oldValue = old.map(HeaderComparison::value);
			Optional<String> value = card.map(HeaderComparison::value);
			if (!oldValue.equals(value)) {
				changes.add(new KeywordChange(name, oldValue, value));
			} else if (old.isPresent() && card.isPresent() && !old.get().comment().equals(card.get().comment())) {
				changes.add(new KeywordChange(name, old.map(HeaderComparison::whole),
						card.map(HeaderComparison::whole)));
			}
		}
		return changes;
	}

	private static Map<String, FitsCard> byName(FitsHeader header) {
		var numbers = new HashMap<String, Integer>();
		var cards = new LinkedHashMap<String, FitsCard>();
		for (FitsCard card : header.cards()) {
			boolean empty = card.keyword().isEmpty() && card.image().isBlank();
			if (!empty && !ContentDigest.isVolatile(card.keyword())) {
				String keyword = card.keyword().isEmpty() ? "(no keyword)" : card.keyword();
				int number = numbers.merge(keyword, 1, Integer::sum);
				cards.put(number == 1 ? keyword : keyword + "[" + number + "]", card);
			}
		}
		return cards;
	}

	private static String value(FitsCard card) {
		return card.value().toString();
	}

	private static String whole(FitsCard card) {
		return value(card) + " / " + card.comment();
	}
}
