package org.armillary.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.json.FactsJson;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

/** The index gives back what a job worked with. */
class PackedFactsTest {

	private static final JobFacts FACTS = new JobFacts(
			List.of(new UsedParameter("a", "1", "1", true), new UsedParameter("b", "", "ü\n", false)),
			List.of(new UsedInput("in", "RAW", Path.of("/in/a b.fits"), "d", ExtensionSelection.ALL, List.of(),
					new InputOrigin("a b.fits", "d", 1L << 40, "ARC.1", Optional.empty())),
					new UsedInput("in", "", Path.of("/in/c"), "e", new ExtensionSelection(List.of("IFU.*", "B")),
							List.of(new HeaderCorrection("X", Optional.of(1L), "why", "f:3"),
									new HeaderCorrection("Y", Optional.empty(), Optional.of("was"), "", "")),
							new InputOrigin("c", "f", 7, "", Optional.of(new Maker("0af", "out", 3)))),
					new UsedInput("none", "", Path.of("/x"), "", ExtensionSelection.ALL, List.of(),
							InputOrigin.UNKNOWN)),
			Map.of("reject", "3"));

	/** Two results that name the same files hold one digest and one maker together, and say what they said before. */
	@Test
	void resultsShareWhatTheyNameTogether() throws Exception {
		var shared = new SharedFacts();
		var results = new ArrayList<JobReport>();
		for (int i = 0; i < 2; i++) {
			var bytes = new Packer();
			PackedFacts.pack(bytes, FACTS);
			JobReport plain = StoreFixture.report(StoreFixture.key("5"));
			var digest = new StringBuilder("f").toString();
			var report = new JobReport(plain.run(), plain.actor(), plain.key(), plain.result(),
					Map.of("out", List.of(new MadeProduct(Path.of("/p"), digest, 1,
							new ProductDescription("", Keywords.NONE)))),
					plain.ended(), plain.circumstances(), PackedFacts.unpack(new Unpacker(bytes.seal())));
			results.add(shared.of(report));
			assertEquals(report, results.get(i));
		}
		UsedInput one = results.get(0).facts().inputs().get(1);
		UsedInput other = results.get(1).facts().inputs().get(1);
		assertNotSame(one, other);
		assertSame(one.received(), other.received());
		assertSame(one.origin().digest(), other.origin().digest());
		assertSame(one.origin().digest(), results.get(1).products().get("out").getFirst().digest());
		assertSame(one.origin().maker().orElseThrow(), other.origin().maker().orElseThrow());
	}

	/** A peak that was not measured is not told as none. */
	@Test
	void memoryThatWasNotMeasuredIsLeftOut() {
		for (ResourceUse use : List.of(new ResourceUse(5, 0, 2), new ResourceUse(5, 7, 2))) {
			JsonObject json = FactsJson.of(use);
			assertEquals(use.peakMemoryBytes() > 0, json.has("peakMemoryBytes"));
			assertEquals(use, FactsJson.use(json));
		}
	}

	@Test
	void factsAreUnpackedAsTheyWerePacked() throws Exception {
		for (JobFacts facts : List.of(FACTS, JobFacts.UNKNOWN)) {
			var bytes = new Packer();
			PackedFacts.pack(bytes, facts);
			bytes.text("end");
			var packed = new Unpacker(bytes.seal());
			assertEquals(facts, PackedFacts.unpack(packed));
			assertEquals("end", packed.text());
		}
	}
}
