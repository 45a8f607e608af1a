package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.organiser.scan.ScannedFiles;
import org.junit.jupiter.api.Test;

/** Screens of a night that fills up fit into terminals of any size. */
class OrganiseScreenTest {

	private static final Instant NOW = Instant.EPOCH;

	/** A night with some flats, each in a band of its own, that all lack something. */
	private static OrganiseFixture night(int flats) {
		var night = new OrganiseFixture().darks(2, 61100);
		for (int i = 0; i < flats; i++) {
			night.flats("B" + i, 61100.1 + 0.01 * i, 0, 60, 120, 180, 240, 300);
		}
		return night;
	}

	private static Organised withNotes(Organised organised, int unfinished, int problems) {
		var names = new ArrayList<String>();
		var messages = new ArrayList<Message>();
		for (int i = 0; i < unfinished; i++) {
			names.add("new" + i + ".fits");
		}
		for (int i = 0; i < problems; i++) {
			messages.add(new Message("test.note", "note " + i + " which says more than fits into one line ".repeat(4),
					Optional.empty(), List.of()));
		}
		return new Organised(organised.places(),
				new ScannedFiles(organised.scanned().files(), names, messages, 0), organised.organisation(),
				organised.states());
	}

	@Test
	void theScreenFitsIntoTheTerminal() {
		for (int flats : List.of(0, 1, 3, 40)) {
			for (int notes : List.of(0, 1, 20)) {
				Organised organised = withNotes(night(flats).organised(), notes, notes);
				for (int rows = 6; rows <= 60; rows++) {
					for (int columns : List.of(40, 80, 140)) {
						List<String> lines = new OrganiseScreen(new TerminalSize(columns, rows)).lines(organised, NOW);
						assertTrue(lines.size() <= rows, lines.size() + " lines in " + rows + " rows");
						assertTrue(
								lines.stream().allMatch(line -> Lines.width(line) <= columns && !line.contains("\n")),
								() -> columns + " columns: " + lines);
						assertTrue(lines.stream().anyMatch(line -> line.contains("Ctrl-C ends")), lines::toString);
					}
				}
			}
		}
	}

	@Test
	void theLatestDatasetsAreShownAndTheOthersCounted() {
		List<String> lines = new OrganiseScreen(new TerminalSize(140, 10)).lines(night(12).organised(), NOW);
		assertEquals(10, lines.size());
		String all = String.join("\n", lines);
		assertTrue(all.contains("✗ flat-B11-"), all);
		assertFalse(all.contains("flat-B0-"), all);
		long shown = lines.stream().filter(line -> line.startsWith("✗") || line.startsWith("✓")).count();
		assertTrue(lines.contains("  and " + (13 - shown) + " earlier datasets"), all);
	}

	@Test
	void whereThereIsRoomAllIsShown() {
		List<String> lines = new OrganiseScreen(new TerminalSize(140, 60)).lines(withNotes(night(3).organised(), 2, 1),
				NOW);
		assertEquals(4, lines.stream().filter(line -> line.startsWith("✗") || line.startsWith("✓")).count(),
				lines.toString());
		assertTrue(lines.containsAll(List.of("… new0.fits is being written", "… new1.fits is being written")),
				lines.toString());
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("note: note 0 which")), lines.toString());
		assertFalse(lines.stream().anyMatch(line -> line.contains("earlier")), lines.toString());
	}

	@Test
	void untilThereAreFilesItSaysSo() {
		List<String> lines = new OrganiseScreen(new TerminalSize(60, 6)).waiting("waiting for files in a\u001bb",
				List.of(), NOW);
		assertEquals(List.of("waiting for files in a\\x1bb", Amounts.moment(NOW) + " · Ctrl-C ends"), lines);
	}
}
