package org.armillary.data.fits;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;

/**
 * The cards of an HDU to be written: those of its structure first and afresh, then those of a given header that say
 * nothing about structure, as they are.
 */
final class HduCards {

	private static final Set<String> STRUCTURE = Set.of("SIMPLE", "XTENSION", "BITPIX", "NAXIS", "PCOUNT", "GCOUNT",
			"EXTEND", "EXTNAME", "EXTVER", "BSCALE", "BZERO", "BLANK", "BUNIT", "CHECKSUM", "DATASUM", "TFIELDS",
			"THEAP", "GROUPS", "END", "CONTINUE", "BLOCKED");
	private static final Pattern NUMBERED_STRUCTURE = Pattern
			.compile("(NAXIS|TTYPE|TFORM|TUNIT|TSCAL|TZERO|TNULL|TDIM|TDISP|TBCOL)\\d{1,3}");
	private static final Pattern COMPRESSION = Pattern.compile(
			"ZIMAGE|ZTABLE|ZCMPTYPE|ZBITPIX|ZNAXIS\\d*|ZTILE\\d+|ZNAME\\d+|ZVAL\\d+|ZSIMPLE|ZTENSION|ZEXTEND|ZPCOUNT|ZGCOUNT"
					+ "|ZHECKSUM|ZDATASUM|ZQUANTIZ|ZDITHER0|ZSCALE|ZZERO|ZBLANK|ZMASKCMP|ZTHEAP|ZFORM\\d+|ZCTYP\\d+");

	private final FitsHeader.Builder cards = FitsHeader.builder();

	private HduCards() {
	}

	/** An HDU of which only the first card is given. */
	static HduCards begin(FitsCard first) {
		var hdu = new HduCards();
		hdu.cards.add(first);
		return hdu;
	}

	/** The primary HDU with pixels, or without if there are no dimensions. */
	static HduCards primary(int bitpix, long... dimensions) {
		var hdu = new HduCards();
		hdu.cards.set("SIMPLE", true, "conforms to the FITS standard");
		hdu.shape(bitpix, dimensions);
		hdu.cards.set("EXTEND", true, "extensions may follow");
		return hdu;
	}

	/** An extension with pixels, or without if there are no dimensions. */
	static HduCards image(int bitpix, long... dimensions) {
		var hdu = new HduCards();
		hdu.cards.set("XTENSION", "IMAGE", "image extension");
		hdu.shape(bitpix, dimensions);
		hdu.counts(0);
		return hdu;
	}

	/** A binary table. */
	static HduCards table(TableEncoder table) {
		var hdu = new HduCards();
		hdu.cards.set("XTENSION", "BINTABLE", "binary table");
		hdu.shape(8, table.rowBytes(), table.rows());
		hdu.counts(table.heapBytes());
		table.describe(hdu.cards);
		return hdu;
	}

	/** Sets a further keyword of the structure. */
	HduCards set(String keyword, Object value, String comment) {
		cards.set(keyword, value, comment);
		return this;
	}

	/** Adds some cards of another header. */
	HduCards copy(FitsHeader header, Predicate<FitsCard> wanted) {
		header.cards().stream().filter(wanted).forEach(cards::add);
		return this;
	}

	/** Adds the unit of the pixels, unless it is empty. */
	HduCards unit(String unit) {
		return unit.isEmpty() ? this : set("BUNIT", unit, "unit of the pixels");
	}

	/** All cards, with those of {@code header} that say nothing about structure. */
	FitsHeader with(FitsHeader header) {
		boolean primary = cards.build().contains("SIMPLE");
		header.cards().stream().filter(HduCards::isKept)
				// a primary header has nobody to inherit from
				.filter(card -> !primary || !card.keyword().equals("INHERIT")).forEach(cards::add);
		boolean longText = header.cards().stream()
				.anyMatch(card -> card.kind() == FitsCard.Kind.TEXT && card.image().length() > FitsCard.RECORD);
		if (longText && !header.contains("LONGSTRN")) {
			// other programs recognise by this texts over several records
			cards.set("LONGSTRN", "OGIP 1.0", "texts may continue");
		}
		return cards.build();
	}

	private void shape(int bitpix, long... dimensions) {
		cards.set("BITPIX", bitpix, "bits of a data value");
		cards.set("NAXIS", dimensions.length, "number of axes");
		for (int i = 0; i < dimensions.length; i++) {
			cards.set("NAXIS" + (i + 1), dimensions[i], "length of axis " + (i + 1));
		}
	}

	private void counts(long heapBytes) {
		cards.set("PCOUNT", heapBytes, "").set("GCOUNT", 1, "");
	}

	/** Whether a card says nothing about structure. */
	static boolean isKept(FitsCard card) {
		return !STRUCTURE.contains(card.keyword()) && !NUMBERED_STRUCTURE.matcher(card.keyword()).matches()
				&& !COMPRESSION.matcher(card.keyword()).matches();
	}
}
