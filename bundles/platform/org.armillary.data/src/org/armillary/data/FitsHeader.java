package org.armillary.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;

import org.armillary.data.FitsCard.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The header of an HDU: all cards in order, without END. Immutable. Keywords are named as in {@link
 * FitsCard#keyword()}, {@code ESO INS FILT3 ID}; a leading {@code HIERARCH} is ignored. Where a keyword occurs more
 * than once, the first counts.
 */
public final class FitsHeader {

	/** A header without cards. */
	public static final FitsHeader EMPTY = new FitsHeader("header", List.of());

	private final String source;
	private final List<FitsCard> cards;
	private final Map<String, FitsCard> firstByKeyword;

	private FitsHeader(String source, List<FitsCard> cards) {
		this.source = source;
		this.cards = List.copyOf(cards);
		this.firstByKeyword = HashMap.newHashMap(cards.size());
		this.cards.stream().filter(card -> card.kind() != Kind.COMMENTARY)
				.forEach(card -> firstByKeyword.putIfAbsent(card.keyword(), card));
	}

	/**
	 * Reads a header.
	 *
	 * @param source
	 *            file and extension, for messages
	 * @param records
	 *            80-byte records without END
	 */
	public static FitsHeader parse(String source, byte[] records) {
		return new FitsHeader(source, CardParser.parse(records));
	}

	/** A builder without cards. */
	public static Builder builder() {
		return new Builder("header");
	}

	/** A builder that begins with the cards of this header. */
	public Builder toBuilder() {
		return new Builder(source).addAll(this);
	}

	/** This header with another source for its messages. */
	public FitsHeader from(String file) {
		return new FitsHeader(file, cards);
	}

	/** File and extension, as messages name them. */
	public String source() {
		return source;
	}

	/** All cards in order. */
	public List<FitsCard> cards() {
		return cards;
	}

	/** Whether the keyword is there, with or without a value. */
	public boolean contains(String keyword) {
		return card(keyword).isPresent();
	}

	/** The first card of that keyword, commentary excepted. */
	public Optional<FitsCard> card(String keyword) {
		return Optional.ofNullable(find(keyword));
	}

	/** The text of a keyword that must be there. */
	public String text(String keyword) throws FitsException {
		return findText(keyword).orElseThrow(() -> missing(keyword));
	}

	/** The integer of a keyword that must be there. */
	public long integer(String keyword) throws FitsException {
		return findInteger(keyword).orElseThrow(() -> missing(keyword));
	}

	/** The number, integer or not, of a keyword that must be there. */
	public double real(String keyword) throws FitsException {
		return findReal(keyword).orElseThrow(() -> missing(keyword));
	}

	/** The logical value of a keyword that must be there. */
	public boolean logical(String keyword) throws FitsException {
		return findLogical(keyword).orElseThrow(() -> missing(keyword));
	}

	/** The text of a keyword; empty if it is missing or undefined, refused if it is not text. */
	public Optional<String> findText(String keyword) throws FitsException {
		FitsCard card = defined(keyword);
		if (card == null) {
			return Optional.empty();
		}
		if (card.value() instanceof String text && card.kind() == Kind.TEXT) {
			return Optional.of(text);
		}
		throw wrongType(card, "text in quotes");
	}

	/**
	 * The integer of a keyword; empty if it is missing or undefined, refused if it is anything else. A real number
	 * without a fraction is taken, since some programs write counts so.
	 */
	public OptionalLong findInteger(String keyword) throws FitsException {
		FitsCard card = defined(keyword);
		return switch (card == null ? "" : card.value()) {
		case Long integer -> OptionalLong.of(integer);
		case Double real when real == Math.rint(real) && Math.abs(real) < 0x1p53 -> OptionalLong.of(real.longValue());
		default -> {
			if (card != null) {
				throw wrongType(card, "an integer");
			}
			yield OptionalLong.empty();
		}
		};
	}

	/** The number of a keyword; empty if it is missing or undefined, refused if it is not a number. */
	public OptionalDouble findReal(String keyword) throws FitsException {
		FitsCard card = defined(keyword);
		if (card == null) {
			return OptionalDouble.empty();
		}
		if (card.value() instanceof Number number) {
			return OptionalDouble.of(number.doubleValue());
		}
		throw wrongType(card, "a number");
	}

	/** The logical value of a keyword; empty if it is missing or undefined, refused if it is not T or F. */
	public Optional<Boolean> findLogical(String keyword) throws FitsException {
		FitsCard card = defined(keyword);
		if (card == null) {
			return Optional.empty();
		}
		if (card.value() instanceof Boolean logical) {
			return Optional.of(logical);
		}
		throw wrongType(card, "T or F");
	}

	/** Keyword and value of all cards that have one, in order: String, Long, Double or Boolean. */
	public Map<String, Object> values() {
		var values = new LinkedHashMap<String, Object>();
		cards.stream().filter(FitsCard::hasValue).forEach(card -> values.putIfAbsent(card.keyword(), card.value()));
		return Collections.unmodifiableMap(values);
	}

	/** The texts of all COMMENT cards. */
	public List<String> comments() {
		return commentary("COMMENT");
	}

	/** The texts of all HISTORY cards. */
	public List<String> history() {
		return commentary("HISTORY");
	}

	/** This header with a keyword set, in its place or at the end. */
	public FitsHeader with(String keyword, Object value, String comment) {
		return toBuilder().set(keyword, value, comment).build();
	}

	/** This header with a keyword set, in its place or at the end; a comment that was there stays. */
	public FitsHeader with(String keyword, Object value) {
		return toBuilder().set(keyword, value).build();
	}

	/** This header with one more HISTORY. */
	public FitsHeader withHistory(String text) {
		return toBuilder().history(text).build();
	}

	/** This header without any card of these keywords. */
	public FitsHeader without(String... keywords) {
		Builder builder = toBuilder();
		for (String keyword : keywords) {
			builder.remove(keyword);
		}
		return builder.build();
	}

	/** Whether the cards are the same, character by character; the source does not matter. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FitsHeader header && cards.equals(header.cards);
	}

	@Override
	public int hashCode() {
		return cards.hashCode();
	}

	@Override
	public String toString() {
		return source + " (" + cards.size() + " cards)";
	}

	private @Nullable FitsCard find(String keyword) {
		return firstByKeyword.get(CardParser.withoutHierarch(keyword));
	}

	private @Nullable FitsCard defined(String keyword) {
		FitsCard card = find(keyword);
		return card == null || card.kind() == Kind.UNDEFINED ? null : card;
	}

	private List<String> commentary(String keyword) {
		return cards.stream().filter(card -> card.kind() == Kind.COMMENTARY && card.keyword().equals(keyword))
				.map(card -> (String) card.value()).toList();
	}

	private FitsException missing(String keyword) {
		return new FitsException(FitsMessage.KEYWORD_MISSING.with(source, CardParser.withoutHierarch(keyword)));
	}

	private FitsException wrongType(FitsCard card, String expected) {
		String found = card.kind() == Kind.TEXT ? "'" + card.value() + "'" : String.valueOf(card.value());
		return new FitsException(FitsMessage.KEYWORD_TYPE.with(source, card.keyword(), found, expected));
	}

	/** Collects cards. Not for use by several threads. */
	public static final class Builder {

		private final String source;
		private final List<FitsCard> cards = new ArrayList<>();
		private final Map<String, Integer> places = new HashMap<>();

		private Builder(String source) {
			this.source = source;
		}

		/** Sets a keyword, in its place or at the end. */
		public Builder set(String keyword, Object value, String comment) {
			FitsCard card = FitsCard.of(keyword, value, comment);
			Integer place = places.get(card.keyword());
			if (place == null) {
				return add(card);
			}
			cards.set(place, card);
			return this;
		}

		/** Sets a keyword, in its place or at the end; a comment that was there stays. */
		public Builder set(String keyword, Object value) {
			Integer place = places.get(CardParser.withoutHierarch(keyword));
			return set(keyword, value, place == null ? "" : cards.get(place).comment());
		}

		/** Adds a card at the end, whatever is there already. */
		public Builder add(FitsCard card) {
			if (card.kind() != Kind.COMMENTARY) {
				places.putIfAbsent(card.keyword(), cards.size());
			}
			cards.add(card);
			return this;
		}

		/** Adds all cards of a header at the end. */
		public Builder addAll(FitsHeader header) {
			header.cards().forEach(this::add);
			return this;
		}

		/** Adds a HISTORY. */
		public Builder history(String text) {
			return add(FitsCard.history(text));
		}

		/** Adds a COMMENT. */
		public Builder comment(String text) {
			return add(FitsCard.comment(text));
		}

		/** Removes all cards of that keyword. */
		public Builder remove(String keyword) {
			String name = CardParser.withoutHierarch(keyword);
			return removeIf(card -> card.keyword().equals(name));
		}

		/** Removes all cards that fit. */
		public Builder removeIf(Predicate<FitsCard> fits) {
			var kept = new ArrayList<>(cards);
			if (kept.removeIf(fits)) {
				cards.clear();
				places.clear();
				kept.forEach(this::add);
			}
			return this;
		}

		/** The header. */
		public FitsHeader build() {
			return new FitsHeader(source, cards);
		}
	}
}
