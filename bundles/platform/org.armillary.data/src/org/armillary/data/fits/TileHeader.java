package org.armillary.data.fits;

import java.util.Set;
import java.util.regex.Pattern;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;

/** Makes the header of an image from that of the table which holds it compressed: FITS 4.0, section 10.1. */
final class TileHeader {

	private static final int MOST_AXES = 999;
	private static final Set<String> OF_TABLE = Set.of("XTENSION", "BITPIX", "NAXIS", "NAXIS1", "NAXIS2", "PCOUNT",
			"GCOUNT", "TFIELDS", "THEAP", "CHECKSUM", "DATASUM");
	private static final Pattern OF_COLUMN = Pattern
			.compile("(TTYPE|TFORM|TUNIT|TSCAL|TZERO|TNULL|TDIM|TDISP)\\d{1,3}");
	private static final Pattern OF_COMPRESSION = Pattern.compile(
			"ZIMAGE|ZCMPTYPE|ZBITPIX|ZNAXIS\\d*|ZTILE\\d+|ZNAME\\d+|ZVAL\\d+|ZMASKCMP|ZSIMPLE|ZTENSION|ZEXTEND|ZBLOCKED"
					+ "|ZPCOUNT|ZGCOUNT|ZHECKSUM|ZDATASUM|ZQUANTIZ|ZDITHER0|ZSCALE|ZZERO|ZBLANK");

	private TileHeader() {
	}

	static FitsHeader imageHeader(FitsHeader stored) throws FitsException {
		long bitpix = stored.integer("ZBITPIX");
		long axes = stored.integer("ZNAXIS");
		if (axes < 0 || axes > MOST_AXES) {
			throw new FitsException(
					FitsMessage.BAD_STRUCTURE.with(stored.source(), "ZNAXIS", axes, "0 to " + MOST_AXES));
		}
		FitsHeader.Builder image = FitsHeader.builder().set("XTENSION", "IMAGE", "image, stored compressed")
				.set("BITPIX", bitpix, comment(stored, "ZBITPIX")).set("NAXIS", axes, comment(stored, "ZNAXIS"));
		for (int axis = 1; axis <= axes; axis++) {
			String keyword = "ZNAXIS" + axis;
			image.set("NAXIS" + axis, stored.integer(keyword), comment(stored, keyword));
		}
		image.set("PCOUNT", 0, "").set("GCOUNT", 1, "");
		stored.cards().stream().filter(card -> isOfImage(card.keyword())).forEach(image::add);
		if (bitpix > 0 && stored.findInteger("ZBLANK").isPresent() && !stored.contains("BLANK")) {
			image.set("BLANK", stored.integer("ZBLANK"), comment(stored, "ZBLANK"));
		}
		return image.build().from(stored.source());
	}

	private static boolean isOfImage(String keyword) {
		return !OF_TABLE.contains(keyword) && !OF_COLUMN.matcher(keyword).matches()
				&& !OF_COMPRESSION.matcher(keyword).matches();
	}

	private static String comment(FitsHeader header, String keyword) {
		return header.card(keyword).map(FitsCard::comment).orElse("");
	}
}
