package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.Dataset;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetNamesTest {

	private static final String RULES = """
			armillary-rules: 1
			name: names
			version: 1
			time: mjd
			quantities: { mjd: "[MJD-OBS]", kind: "[KIND]" }
			classes: { DARK: "exists [KIND]" }
			datasets: { dark: { help: Darks., group: [kind], label: [kind], members: { DARK: { min: 1 } } } }
			""";

	private Organisation organisation;

	@BeforeEach
	void organise() throws DocumentException {
		var files = new ArrayList<HeaderFile>();
		for (String kind : List.of("A", "B", "BC", "B[1]")) {
			Header header = Header.of(Map.of("KIND", kind, "MJD-OBS", 60000.0 + kind.length()));
			files.add(new HeaderFile(kind, Optional.empty(), header, 2880, kind + "0".repeat(64 - kind.length())));
		}
		organisation = new Organiser(RuleReader.parse(RULES, "names.rules.yaml"), Overlay.NONE,
				Instant.parse("2026-03-01T00:00:00Z")).organise(files);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "dark-A | dark-A", "dark-BC | dark-BC", "dark-A-* | dark-A", "dark-? | ",
			"dark-B* | dark-B dark-BC dark-B_1_", "dark-?-* | dark-A dark-B", "* | dark-A dark-B dark-BC dark-B_1_",
			"dark-B- | dark-B", "dark-B_ | dark-B_1_" })
	void namesBeginningsAndPatterns(String text, String expected) throws CliException {
		if (expected == null) {
			assertEquals("cli.unknown-dataset", refusal(text));
		} else {
			List<String> found = DatasetNames.named(List.of(text), organisation).stream().map(Dataset::name)
					.map(name -> name.replaceFirst("-\\d{4}-.*", "")).toList();
			assertEquals(expected, String.join(" ", found));
		}
	}

	@Test
	void eachIsThereOnceInTheOrderOfTheDatasets() throws CliException {
		List<Dataset> all = organisation.datasets();
		assertEquals(List.of(all.get(0), all.get(1)),
				DatasetNames.named(List.of(all.get(1).name(), all.get(0).name(), "dark-A*"), organisation));
	}

	@ParameterizedTest
	@CsvSource({ "dark, cli.ambiguous-dataset", "dark-B, cli.ambiguous-dataset", "flat, cli.unknown-dataset",
			"'', cli.unknown-dataset", "dark-[A]*, cli.unknown-dataset", "dark/A, cli.unknown-dataset" })
	void whatIsRefused(String text, String id) {
		assertEquals(id, refusal(text));
	}

	private String refusal(String text) {
		return assertThrows(CliException.class, () -> DatasetNames.named(List.of(text), organisation)).messages()
				.getFirst().id();
	}
}
