package org.armillary.nights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;

/**
 * Headers of an invented instrument. They come in templates, whose files share most of what they say; few values are
 * used, so that much coincides, and each is now and then missing, wrong, or of another type.
 */
final class RandomHeaders {

	private static final List<Object> TYPES = List.of("DARK", "FLAT", "ARC", "STAR", "FLAT,SKY");
	private static final List<Object> ANGLES = List.of(-60L, 0L, 60L, 300.0, 359.7, 120.0, -60.0, "x");
	private static final List<Object> TARGETS = List.of("A", "B", "Gal 1", "C  ", 7L);
	private static final List<Object> ODD = List.of("", " ", "T", 1L, 0.0, -0.0, -1e300, 1e15, 1e-7, Long.MAX_VALUE,
			"1",
			" 1 ", "+1.", ".5e1", "1e999", "1_0", "٣", true, "é\u0007<b>", "NaN", "Infinity", "0x10", "1d", "H\t",
			"H\u00a0", "ß", "𝛼");
	private static final List<String> ODD_TIMES = List.of("yesterday", "2026-02-30T10:00:00", "2026-03-01T24:00:00",
			"2026-03-01T10:00:60", "0000-01-01", "0001-01-01", "9999-12-31T23:59:59.999999999", "2026-03-01",
			"2026-03-01T12:04Z", "2026-03-01T12:04:31.5Z", " 2026-03-01 ", "2026-3-1", "2026-03-01T12",
			"2026-03-01 12:04",
			"2026-03-01T12:04:31.", "2026-03-01T12:04:31.123456789012", "2026-03-01T12:04:31+01:00", "+2026-03-01");
	private static final long BYTES = 2880;
	private static final double FIRST_MJD = 61100;

	private final Random random;

	RandomHeaders(Random random) {
		this.random = random;
	}

	/** Files of some templates, in no order. */
	List<HeaderFile> files(int templates) {
		var files = new ArrayList<HeaderFile>();
		for (int i = 0; i < templates; i++) {
			template(files);
		}
		Collections.shuffle(files, random);
		return files;
	}

	private void template(List<HeaderFile> files) {
		var shared = new LinkedHashMap<String, Object>();
		shared.put("INSTRUME", chance(0.97) ? "TOY" : "OTHER");
		shared.put("TYPE", one(TYPES));
		shared.put("CATG", one(List.of("CALIB", "SCIENCE")));
		if (chance(0.25)) {
			shared.put("ESO PRO CATG", one(List.of("MASTER_DARK", "MASTER_FLAT")));
		}
		shared.put("ESO INS GRAT1 ID", one(List.of("H", "K")));
		shared.put("ESO INS GRAT2 ID", one(List.of("H", "H ", "K")));
		shared.put("DIT", one(List.of(1L, 10.0, 2.5)));
		shared.put("LAMP", chance(0.5));
		shared.put("ESO TPL START", "2026-03-0" + (1 + random.nextInt(3)) + "T0" + random.nextInt(2) + ":00:00");
		shared.put("OBJECT", one(TARGETS));
		double begin = FIRST_MJD + random.nextInt(256) / 64.0;
		int number = 1 + random.nextInt(6);
		int planned = chance(0.8) ? number : number + random.nextInt(3);
		for (int i = 0; i < number; i++) {
			var keywords = new LinkedHashMap<>(shared);
			keywords.put("NEXP", (long) (chance(0.95) ? planned : random.nextInt(8)));
			keywords.put("EXPNO", (long) (chance(0.95) ? i + 1 : random.nextInt(4)));
			keywords.put("ANGLE", one(ANGLES));
			keywords.put("TEMP", one(List.of(20.2, 20.3, 19.7, 21L, 20.1)));
			for (int arm = 1; arm <= 12; arm += 1 + random.nextInt(8)) {
				keywords.put("ESO OCS ARM" + arm + " NAME", one(TARGETS));
				if (chance(0.9)) {
					keywords.put("ESO OCS ARM" + (chance(0.05) ? "0" : "") + arm + " TYPE",
							one(List.of("O", "S ", "R")));
				}
				if (chance(0.3)) {
					keywords.put("ESO OCS ARM" + arm + " OFFSET", one(ANGLES));
				}
			}
			double mjd = begin + (chance(0.1) ? 0 : i / 1024.0)
					+ (chance(0.2) ? Math.floor(random.nextDouble() * 1e8) / 1e8
							: 0);
			keywords.put("MJD-OBS", mjd);
			keywords.put("DATE-OBS", chance(0.9) ? "2026-03-0" + (1 + random.nextInt(4)) + "T"
					+ (10 + random.nextInt(14)) + ":30:15" + one(List.of("", ".5", ".1234")) : one(ODD_TIMES));
			keywords.put("ARCFILE", "TOY." + (chance(0.98) ? files.size() : random.nextInt(3)));
			spoil(keywords);
			add(files, keywords);
		}
	}

	private void spoil(Map<String, Object> keywords) {
		for (String keyword : List.copyOf(keywords.keySet())) {
			if (chance(0.02)) {
				keywords.remove(keyword);
			} else if (chance(0.01)) {
				keywords.put(keyword, one(ODD));
			}
		}
	}

	private void add(List<HeaderFile> files, Map<String, Object> keywords) {
		String name = (chance(0.3) ? "sub/" : "") + "F%04d.fits".formatted(files.size());
		if (chance(0.02) && !files.isEmpty()) {
			HeaderFile original = files.getLast();
			files.add(new HeaderFile(name, Optional.empty(), original.header(), original.bytes(), original.identity()));
		} else {
			files.add(new HeaderFile(name, Optional.empty(), Header.of(keywords), BYTES,
					SlowOrganiser.sha256(random.nextLong() + name)));
		}
	}

	private <T> T one(List<T> of) {
		return of.get(random.nextInt(of.size()));
	}

	private boolean chance(double probability) {
		return random.nextDouble() < probability;
	}
}
