package org.armillary.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Files as large as KMOS's whose headers are like KMOS's, about 700 cards, and whose data, three detectors of 2048² 32-bit
 * numbers, are holes that take no space on the disk.
 */
final class HeaderNight {

	private static final int BLOCK = 2880;
	private static final int ARMS = 24;
	private static final long DETECTOR_BYTES = 2048L * 2048 * Float.BYTES;
	private static final int TEMPLATE = 5;
	private static final double FIRST_DAY = 61000;
	private static final double MINUTES = 1440;
	private static final List<String> TYPES = List.of("DARK", "FLAT,OFF", "FLAT,LAMP", "WAVE,OFF", "WAVE,LAMP",
			"OBJECT,SKY", "OBJECT");
	private static final List<String> BANDS = List.of("H", "HK", "IZ", "K", "YJ");

	private final List<String> cards = new ArrayList<>();

	private HeaderNight() {
	}

	/** Writes so many files into a new folder, a template of five exposures after the other. */
	static Path write(Path folder, int files) throws IOException {
		Files.createDirectories(folder);
		for (int serial = 0; serial < files; serial++) {
			LocalDateTime time = LocalDateTime.of(2025, 11, 21, 0, 0).plusMinutes(serial);
			write(folder.resolve("KMOS." + time + ":00.000.fits"), serial, time);
		}
		return folder;
	}

	private static void write(Path file, int serial, LocalDateTime time) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			long end = put(channel, 0, primary(serial, time));
			for (int detector = 1; detector <= 3; detector++) {
				end = put(channel, end, extension(serial, detector)) + (DETECTOR_BYTES + BLOCK - 1) / BLOCK * BLOCK;
			}
			channel.write(ByteBuffer.wrap(new byte[1]), end - 1);
		}
	}

	private static long put(FileChannel channel, long at, List<String> cards) throws IOException {
		var text = new StringBuilder();
		cards.forEach(card -> text.append("%-80s".formatted(card)));
		text.append("END");
		while (text.length() % BLOCK != 0) {
			text.append(' ');
		}
		ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text.toString());
		int length = bytes.remaining();
		channel.write(bytes, at);
		return at + length;
	}

	private static List<String> primary(int serial, LocalDateTime time) {
		var night = new HeaderNight();
		int template = serial / TEMPLATE;
		String type = TYPES.get(template % TYPES.size());
		String band = BANDS.get(template / TYPES.size() % BANDS.size());
		LocalDateTime start = time.minusMinutes(serial % TEMPLATE);
		night.card("SIMPLE", true).card("BITPIX", 8).card("NAXIS", 0).card("EXTEND", true)
				.card("DATE", time + ":09").card("ORIGIN", "ESO").card("TELESCOP", "ESO-VLT-U1")
				.card("INSTRUME", "KMOS").card("OBJECT", type).card("RA", serial % 3600 * 0.1)
				.card("DEC", -(serial % 900) * 0.1).card("EQUINOX", 2000.0).card("EXPTIME", 60.0)
				.card("MJD-OBS", FIRST_DAY + serial / MINUTES).card("DATE-OBS", time + ":00.0000")
				.card("UTC", serial * 60.0 % 86400).card("LST", serial * 60.2 % 86400).card("PI-COI", "UNKNOWN")
				.card("OBSERVER", "UNKNOWN").card("ARCFILE", "KMOS." + time + ":00.000.fits");
		night.eso("OBS ID", 200_000_000L + template / 4).eso("OBS NAME", "block-" + template / 4)
				.eso("OBS PROG ID", "116.A-0001(A)").eso("OBS CONTAINER ID", 0).eso("OBS START", start + ":00")
				.eso("TPL ID", "KMOS_spec_cal_" + type.split(",")[0].toLowerCase(Locale.ROOT))
				.eso("TPL START", start + ":00")
				.eso("TPL EXPNO", serial % TEMPLATE + 1).eso("TPL NEXP", TEMPLATE).eso("DPR CATG",
						type.startsWith("OBJECT") ? "SCIENCE" : "CALIB")
				.eso("DPR TYPE", type).eso("DPR TECH", type.startsWith("OBJECT") ? "IFU" : "SPECTRUM,IFU");
		for (int element = 1; element <= 3; element++) {
			night.eso("INS FILT" + element + " ID", band).eso("INS GRAT" + element + " ID", band)
					.eso("INS GRAT" + element + " WLEN", 1634.5).eso("INS FILT" + element + " NO", element);
		}
		night.eso("OCS ROT NAANGLE", template % 6 * 60.0).eso("OCS ROT OFFANGLE", 120.0);
		for (int arm = 1; arm <= ARMS; arm++) {
			String name = "OCS ARM" + arm + " ";
			night.eso(name + "NAME", "target-" + (template * ARMS + arm) % 500)
					.eso(name + "TYPE", arm % 5 == 0 ? "S" : "O")
					.eso(name + "ALPHA", 33410.129 + arm).eso(name + "DELTA", -274500.57 - arm)
					.eso(name + "X", arm * 1.5).eso(name + "Y", -arm * 2.5).eso(name + "THETA", arm * 15.0)
					.eso(name + "NOTUSED", arm == 7 ? "inactive" : "").eso(name + "MAG", 20.5).eso(name + "PRIOR", 1)
					.eso(name + "SKYPOS", arm % 3).eso(name + "ORIGARM", arm);
		}
		for (int sensor = 1; sensor <= 100; sensor++) {
			night.eso("INS SENS" + sensor + " VAL", 77.25 + sensor % 7).eso("INS TEMP" + sensor + " NAME",
					"sensor " + sensor);
		}
		for (int item = 1; item <= 60; item++) {
			night.eso("TEL STAT" + item + " VAL", item * 0.37 + serial % 11).eso("DET SET" + item, item * 3);
		}
		return night.cards;
	}

	private static List<String> extension(int serial, int detector) {
		var night = new HeaderNight();
		night.card("XTENSION", "IMAGE").card("BITPIX", -32).card("NAXIS", 2).card("NAXIS1", 2048).card("NAXIS2", 2048)
				.card("PCOUNT", 0).card("GCOUNT", 1).card("EXTNAME", "CHIP" + detector + ".INT1")
				.card("DATASUM", Long.toString(serial * 31L + detector));
		for (int item = 1; item <= 50; item++) {
			night.eso("DET CHIP VAL" + item, item * 1.25);
		}
		return night.cards;
	}

	private HeaderNight eso(String keyword, Object value) {
		return add("HIERARCH ESO " + keyword, value);
	}

	private HeaderNight card(String keyword, Object value) {
		return add("%-8s".formatted(keyword), value);
	}

	private HeaderNight add(String keyword, Object value) {
		cards.add(keyword + "= " + switch (value) {
		case String text -> "'%-8s'".formatted(text);
		case Boolean logical -> "%20s".formatted(logical ? "T" : "F");
		default -> "%20s".formatted(value);
		} + " / as the instrument says");
		return this;
	}
}
