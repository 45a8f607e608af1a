package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.PortProducts;
import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobDescriptor.Input;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.JobReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What headers of products say of how they were made, and what counts of it. */
class ProductHistoryTest extends JobFixture {

	private static final String ACTOR = """
			{"id": "test.combine", "algorithm": 1, "title": "Test", "category": "tests", "help": "A test actor.",
			"parameters": [{"name": "clip", "type": "number", "default": "3.0", "help": "A number."}],
			"inputs": [{"name": "flat", "role": "associated", "payload": "file", "help": "A file."},
			    {"name": "raw", "role": "trigger", "payload": "file", "min": 1, "max": 99, "grouped": true, "help": "Files."},
			    {"name": "bias", "role": "associated", "payload": "file", "min": 0, "max": 2, "help": "Files."}],
			"outputs": [{"name": "out", "role": "output", "payload": "file", "help": "A file."}]}
			""";

	private static UsedInput used(String port, String path, String category, String name) {
		return new UsedInput(port, category, Path.of(path), "r", ExtensionSelection.ALL, List.of(),
				new InputOrigin(name, "d", 1, "", Optional.empty()));
	}

	private static ProductFile received(String... keywords) {
		var values = new LinkedHashMap<String, Object>();
		for (int i = 0; i < keywords.length; i += 2) {
			values.put(keywords[i], keywords[i + 1]);
		}
		return new ProductFile(Path.of("/x"), new ProductDescription("", new Keywords(values)));
	}

	private static ProductHistory history() throws Exception {
		return history("clip", new PortProducts(Map.of("flat", List.of(received("DATAMD5", "0123")), "raw",
				List.of(received("DATAMD5", "45"), received()), "bias", List.of(received("OBJECT", "x")))));
	}

	/** The history of a job with a parameter of that name. */
	private static ProductHistory history(String parameter, PortProducts received) throws Exception {
		ActorDescriptor actor = DescriptorJson.read(ACTOR);
		var facts = new JobFacts(List.of(new UsedParameter(parameter, "4.0", "3.0", true),
				new UsedParameter("label", "", "it's", false)),
				List.of(used("flat", "/a/f.fits", "MASTER_FLAT", ""), used("raw", "/a/1.fits", "DARK", "one.fits"),
						used("raw", "/a/2.fits", "", "zwei ü\\.fits"), used("bias", "/a/b.fits", "BIAS", "b.fits")),
				Map.of());
		return new ProductHistory(actor, facts, () -> received, "armillary");
	}

	private static List<String> told(FitsHeader header) {
		return header.cards().stream().map(card -> card.keyword() + "=" + card.value()
				+ (card.comment().startsWith("Default") ? " / " + card.comment() : "")).toList();
	}

	private static List<String> expected(int number) {
		var lines = new ArrayList<String>();
		for (String line : """
				DRS ID=armillary
				RAW1 NAME=one.fits
				RAW1 CATG=DARK
				RAW2 NAME=zwei \\u00fc\\\\.fits
				CAL1 NAME=f.fits
				CAL1 CATG=MASTER_FLAT
				CAL1 DATAMD5=0123
				CAL2 NAME=b.fits
				CAL2 CATG=BIAS
				PARAM1 NAME=clip
				PARAM1 VALUE=4.0 / Default: 3.0
				PARAM2 NAME=label
				PARAM2 VALUE= / Default: it's""".lines().toList()) {
			lines.add("ESO PRO REC" + number + " " + line);
		}
		return lines;
	}

	@Test
	void theRecordOfTheActorIsCompleted() throws Exception {
		FitsHeader header = FitsHeader.builder().set("OBJECT", "x").set("ESO PRO REC1 ID", "test.combine")
				.set("ESO PRO CATG", "MADE").set("ESO QC A", 1).build();
		FitsHeader told = history().in(header);
		var expected = new ArrayList<>(List.of("OBJECT=x", "ESO PRO REC1 ID=test.combine", "ESO PRO CATG=MADE",
				"ESO PRO DATANCOM=2"));
		expected.addAll(expected(1));
		expected.add("ESO QC A=1");
		assertEquals(expected, told(told));
		assertEquals(told, history().in(told), "once more");
	}

	@Test
	void whatAnotherStepSaidStays() throws Exception {
		FitsHeader header = FitsHeader.builder().set("ESO PRO REC1 ID", "other").set("ESO PRO REC1 RAW1 NAME", "r.fits")
				.set("ESO PRO REC2 ID", "another").set("ESO PRO REC2 PARAM1 NAME", "p").set("ESO PRO DATANCOM", 7)
				.set("CHECKSUM", "x").set("DATASUM", "y").build();
		FitsHeader told = history().in(header);
		var expected = new ArrayList<>(List.of("ESO PRO REC1 ID=other", "ESO PRO REC1 RAW1 NAME=r.fits",
				"ESO PRO REC2 ID=another", "ESO PRO REC2 PARAM1 NAME=p", "ESO PRO DATANCOM=7",
				"ESO PRO REC3 ID=test.combine"));
		expected.addAll(expected(3));
		expected.addAll(List.of("CHECKSUM=x", "DATASUM=y"));
		assertEquals(expected, told(told));
	}

	@Test
	void namesThatWereInheritedAreReplaced() throws Exception {
		FitsHeader header = FitsHeader.builder().set("ESO PRO REC1 ID", "test.combine")
				.set("ESO PRO REC1 RAW1 NAME", "old.fits").set("ESO PRO REC1 RAW9 NAME", "old.fits")
				.set("ESO PRO REC1 PIPE ID", "kept").build();
		List<String> told = told(history().in(header));
		assertFalse(told.toString().contains("old"), told.toString());
		assertTrue(told.contains("ESO PRO REC1 PIPE ID=kept"));
	}

	private Path product(String name, FitsHeader header) throws Exception {
		Path file = temporary.resolve(name);
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primaryImage(header, "", new float[] { 1 }, 1);
			writer.commit();
		}
		return file;
	}

	private static PortProducts receives(Path file) throws Exception {
		var keywords = new Keywords(FitsFile.open(file).primary().header().values());
		return new PortProducts(Map.of("raw", List.of(new ProductFile(file, new ProductDescription("", keywords)))));
	}

	/** An actor that keeps the header of its input, after itself. */
	@Test
	void theRecordOfAnEarlierStepOfTheSameActorStays() throws Exception {
		Path first = product("first.fits", history("first", new PortProducts(Map.of()))
				.in(FitsHeader.builder().set("ESO PRO REC1 ID", "other").build()));
		FitsHeader inherited = FitsFile.open(first).primary().header();
		assertEquals("first", inherited.text("ESO PRO REC2 PARAM1 NAME"));
		ProductHistory second = history("second", receives(first));
		FitsHeader told = second.in(inherited);
		assertEquals("first", told.text("ESO PRO REC2 PARAM1 NAME"));
		assertEquals("test.combine", told.text("ESO PRO REC3 ID"));
		assertEquals("second", told.text("ESO PRO REC3 PARAM1 NAME"));
		assertEquals(told, second.in(told), "once more");
		// a third time, with the same parameters as the second
		Path file = product("second.fits", told);
		FitsHeader again = history("second", receives(file)).in(FitsFile.open(file).primary().header());
		assertEquals("second", again.text("ESO PRO REC4 PARAM1 NAME"));
		// one that writes a record of its own leaves nothing of its input
		FitsHeader fresh = FitsHeader.builder().set("ESO PRO REC1 ID", "x").set("ESO PRO REC2 ID", "test.combine")
				.build();
		assertEquals("second", second.in(fresh).text("ESO PRO REC2 PARAM1 NAME"));
		assertFalse(second.in(fresh).contains("ESO PRO REC3 ID"));
	}

	@Test
	void theHistoryOfAnotherJobIsReplaced() throws Exception {
		var none = new PortProducts(Map.of());
		FitsHeader written = FitsHeader.builder().set("OBJECT", "x").set("ESO PRO CATG", "A").build();
		String long100 = "long" + "g".repeat(100);
		FitsHeader one = history("one", none).in(written);
		FitsHeader other = history(long100, none).in(written);
		assertTrue(other.contains("LONGSTRN"));
		assertEquals(one, instead("one", other, one));
		assertEquals(other, instead(long100, one, other));
		assertEquals(one, instead("one", one, one));
		// a later step that changed nothing, and an earlier one, have the same content
		FitsHeader later = one.toBuilder().set("ESO PRO REC2 ID", "later").set("ESO PRO DATANCOM", 5).build();
		assertEquals(one, instead("one", later, one));
		FitsHeader otherActor = one.toBuilder().set("ESO PRO REC1 ID", "another").build();
		assertEquals(Set.copyOf(told(one)), Set.copyOf(told(instead("one", otherActor, one))));
		// a record of an input stays
		FitsHeader input = FitsHeader.builder().set("ESO PRO REC1 ID", "test.combine").build();
		FitsHeader after = history("one", receives(product("in.fits", input))).in(input);
		assertEquals("one", after.text("ESO PRO REC2 PARAM1 NAME"));
		assertEquals(after, instead("one", after, after));
		assertEquals(Set.copyOf(told(after)), Set.copyOf(told(instead("one", input, after))));
	}

	private static FitsHeader instead(String parameter, FitsHeader header, FitsHeader own) throws Exception {
		return history(parameter, new PortProducts(Map.of())).instead(header, new Keywords(own.values()));
	}

	@Test
	void aHeaderWithoutProductKeywordsGetsThemBeforeItsChecksums() throws Exception {
		FitsHeader header = FitsHeader.builder().set("OBJECT", "x").set("CHECKSUM", "x").set("DATASUM", "y").build();
		List<String> told = told(history().in(header));
		assertEquals("OBJECT=x", told.getFirst());
		assertEquals(List.of("CHECKSUM=x", "DATASUM=y"), told.subList(told.size() - 2, told.size()));
		assertTrue(told.contains("ESO PRO REC1 ID=test.combine"));
	}

	@ParameterizedTest
	@CsvSource({ "org.armillary.engine;singleton:=true, 0.1.0.202611211200, armillary/0.1.0",
			"org.armillary.engine, 12.3.4, armillary/12.3.4", "junit, 5.0.0, armillary",
			"org.armillary.engine, null, armillary" })
	void theVersionHasNoQualifier(String bundle, String version, String words) {
		assertEquals(words, ProductVersion.words(bundle, version));
	}

	@Test
	void aProductSaysHowItWasMade() throws Exception {
		Path file = Files.writeString(temporary.resolve("größe " + "x".repeat(90) + ".txt"), "x");
		JobReport report = run("fits", "NGC 1", new Input(file, "RAW", ExtensionSelection.ALL));
		FitsHeader header = FitsFile.open(product(report, "out").path()).primary().header();
		assertEquals("gr\\u00f6\\u00dfe " + "x".repeat(90) + ".txt", header.text("ESO PRO REC1 RAW1 NAME"));
		assertEquals("RAW", header.text("ESO PRO REC1 RAW1 CATG"));
		assertEquals("test.act", header.text("ESO PRO REC1 ID"));
		assertEquals("argument", header.text("ESO PRO REC1 PARAM2 NAME"));
		assertEquals("NGC 1", header.text("ESO PRO REC1 PARAM2 VALUE"));
		assertEquals("Default:", header.card("ESO PRO REC1 PARAM2 VALUE").map(FitsCard::comment).orElseThrow().strip());
		assertEquals(1, header.integer("ESO PRO DATANCOM"));
		assertEquals("OGIP 1.0", header.text("LONGSTRN"));
		// what the planner and the index know of a product does not grow with its inputs
		assertFalse(product(report, "out").description().keywords().values().keySet().stream()
				.anyMatch(keyword -> keyword.contains(" RAW1 ") || keyword.contains(" PARAM")));
		assertEquals("test.act", product(report, "out").description().keywords().text("ESO PRO REC1 ID").orElseThrow());
	}

	@Test
	void namesDecideNothingAndTheSameNamesGiveTheSameBytes() throws Exception {
		Path a = Files.writeString(temporary.resolve("a.txt"), "x");
		Path b = Files.writeString(temporary.resolve("another name.txt"), "x");
		var first = product(run("fits", "x", new Input(a, "RAW", ExtensionSelection.ALL)), "out");
		var other = product(run("fits", "x", new Input(b, "RAW", ExtensionSelection.ALL)), "out");
		var again = product(run("fits", "x", new Input(a, "RAW", ExtensionSelection.ALL)), "out");
		assertEquals(first.digest(), other.digest());
		assertEquals(first.bytes(), other.bytes());
		assertNotEquals(Files.readString(first.path(), StandardCharsets.ISO_8859_1),
				Files.readString(other.path(), StandardCharsets.ISO_8859_1));
		assertArrayEquals(Files.readAllBytes(first.path()), Files.readAllBytes(again.path()));
	}

	@Test
	void theFactsOfAJobAreItsParametersAndInputs() throws Exception {
		Path a = Files.writeString(temporary.resolve("a.txt"), "x");
		var input = new Input(a, "RAW", ExtensionSelection.ALL, List.of(),
				new InputOrigin("a.txt", "whole", 1, "ARC.1", Optional.empty()));
		JobReport report = run("partial", "x", input);
		assertEquals(new JobFacts(
				List.of(new UsedParameter("act", "partial", "fits", true),
						new UsedParameter("argument", "x", "", true)),
				List.of(new UsedInput("in", "RAW", a, "", ExtensionSelection.ALL, List.of(), input.origin())),
				Map.of("reject", "3,4")), report.facts());
		JobReport failed = run("fail", "DATA", input);
		assertEquals(report.facts().inputs(), failed.facts().inputs());
		assertTrue(failed.circumstances().containsKey("host"));
	}
}
