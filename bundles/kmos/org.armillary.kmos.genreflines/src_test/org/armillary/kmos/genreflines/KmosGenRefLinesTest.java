package org.armillary.kmos.genreflines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.fits.FitsFile;
import org.armillary.kmos.Band;
import org.armillary.kmos.tables.Gas;
import org.armillary.kmos.tables.ReferenceLine;
import org.armillary.kmos.tables.ReferenceLines;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KmosGenRefLinesTest {

	@TempDir
	private Path folder;

	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new KmosGenRefLines()).descriptor(), folder.resolve("job"));
	}

	private Outcome.Ok<KmosGenRefLines.Outputs> run(double tolerance, byte[] text)
			throws ActorException, IOException, InterruptedException {
		Path file = Files.write(folder.resolve("lines.txt"), text);
		var input = new ProductFile(file, new ProductDescription("", Keywords.NONE));
		return (Outcome.Ok<KmosGenRefLines.Outputs>) new KmosGenRefLines()
				.run(new KmosGenRefLines.Parameters(tolerance), new KmosGenRefLines.Inputs(input), context);
	}

	private Outcome.Ok<KmosGenRefLines.Outputs> run(double tolerance, String text)
			throws ActorException, IOException, InterruptedException {
		return run(tolerance, text.getBytes(StandardCharsets.UTF_8));
	}

	private Message refused(String text) {
		ActorException refusal = assertThrows(ActorException.class, () -> run(0.1, text));
		assertEquals(Kind.USER, refusal.kind());
		return refusal.explanation();
	}

	private static List<ReferenceLine> lines(Outcome.Ok<KmosGenRefLines.Outputs> outcome)
			throws ActorException, IOException {
		return ReferenceLines.read(outcome.outputs().lines().path()).lines();
	}

	@Test
	void rowsOfTheTextBecomeRowsOfTheTableInOrder() throws Exception {
		var outcome = run(0.1,
				"\uFEFF# remark\r\nK 2 2.3642942 1664 ne\r\n\r\n  H\t3 1.6945212, 1219.5 Ar # here\r\nH 1 1.6945212 1 Ar");
		assertEquals(List.of(new ReferenceLine(Band.H, 1, 1.6945212, 0, Gas.ARGON),
				new ReferenceLine(Band.H, 3, 1.6945212, 1218.5, Gas.ARGON),
				new ReferenceLine(Band.K, 2, 2.3642942, 1663, Gas.NEON)), lines(outcome));
		assertEquals(List.of(), outcome.caveats());
		assertEquals(1, context.value("reference lines", "H, detector 3").orElseThrow());
		assertEquals("REF_LINES", FitsFile.open(outcome.outputs().lines().path()).primary().header()
				.text("ESO PRO CATG"));
	}

	@Test
	void linesThatNoLampHasAreReportedAndKept() throws Exception {
		String text = "H 1 1.69452 1219 Ar\nH 2 1.7000 1219 Ar\nH 1 1.69462 5 Ar\nH 3 1.69452 5 Ne\n";
		var outcome = run(0.1, text);
		assertEquals(4, lines(outcome).size());
		assertEquals(List.of("gen-reflines.unknown-line"),
				outcome.caveats().stream().map(Message::id).toList());
		assertTrue(outcome.caveats().getFirst().summary().contains("row 2"), outcome.caveats()::toString);
		assertTrue(outcome.caveats().getFirst().detail().orElseThrow().contains("row 4"), outcome.caveats()::toString);
		String rows = run(0.09, text).caveats().getFirst().detail().orElseThrow();
		assertTrue(rows.contains("row 3") && rows.contains("row 4"), rows);
		assertEquals(List.of(), run(0, text).caveats());
	}

	@ParameterizedTest
	@ValueSource(strings = { "J 1 1.69 5 Ar", "h 1 1.69 5 Ar", "H 0 1.69 5 Ar", "H 4 1.69 5 Ar", "H 1.5 1.69 5 Ar",
			"H 1 16945 5 Ar", "H 1 1.2 5 Ar", "H 1 1.9 5 Ar", "H 1 NaN 5 Ar", "H 1 1.69f 5 Ar", "H 1 1.69 0 Ar",
			"H 1 1.69 2049 Ar", "H 1 1.69 x Ar", "H 1 1.69 5 Xe" })
	void impossibleValuesAreRefusedWithTheirRow(String row) {
		Message message = refused("# first\n" + row + "\n");
		assertEquals("gen-reflines.value", message.id());
		assertTrue(message.summary().contains("lines.txt, row 2"), message::summary);
	}

	@Test
	void anyOtherNumberOfWordsIsRefused() {
		assertEquals("gen-reflines.columns", refused("H 1 1.69 5\n").id());
		assertEquals("gen-reflines.columns", refused("H 1 1.69 5 Ar 7\n").id());
		assertEquals("gen-reflines.columns", refused("H\n").id());
	}

	@Test
	void aLineGivenTwiceIsRefused() {
		Message message = refused("H 1 1.69 5 Ar\nH 2 1.69 5 Ar\nH 1 1.690 9 Ar\n");
		assertEquals("gen-reflines.repeated", message.id());
		assertTrue(message.summary().contains("row 3") && message.summary().contains("row 1"), message::summary);
	}

	@Test
	void whatIsNoListIsRefused() {
		assertEquals("gen-reflines.empty", refused("# nothing\n\n").id());
		assertEquals("gen-reflines.empty", refused("").id());
		assertEquals("gen-reflines.not-text", refused("SIMPLE  =                    T").id());
		assertEquals("gen-reflines.not-text", refused("H 1 1.69 5 Ar\0").id());
		ActorException latin = assertThrows(ActorException.class,
				() -> run(0, "H 1 1.69 5 Ar # µ".getBytes(StandardCharsets.ISO_8859_1)));
		assertEquals("gen-reflines.not-text", latin.explanation().id());
	}

	@Test
	void ourOwnReferenceLinesPass() throws Exception {
		var text = new StringBuilder();
		for (ReferenceLine line : ReferenceLines.ours().lines()) {
			text.append(line.band()).append(' ').append(line.detector()).append(' ').append(line.micron()).append(' ')
					.append(line.row() + 1).append(' ').append(line.gas().symbol()).append('\n');
		}
		var outcome = run(1e-6, text.toString());
		assertEquals(List.of(), outcome.caveats());
		assertEquals(ReferenceLines.ours().lines().size(), lines(outcome).size());
	}
}
