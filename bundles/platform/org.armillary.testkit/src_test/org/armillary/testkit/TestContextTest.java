package org.armillary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ProductWriter;
import org.armillary.actor.QcValue;
import org.armillary.actor.provider.ActorDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestContextTest {

	private final ActorDescriptor actor = new ExampleContract().actor().descriptor();

	@TempDir
	private Path folder;

	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException {
		context = TestContext.of(actor, folder, Map.of("frames", "1,2"));
	}

	@Test
	void keepsProductsWithCategoryAndHeader() throws ActorException, IOException, InterruptedException {
		var product = context.write("table", file -> ExampleContract.image(file, 1));
		assertEquals("COUNT", product.category());
		assertEquals(Optional.of("noise"), product.description().keywords().text("OBJECT"));
		assertEquals(List.of(product), context.products());
	}

	@Test
	void refusesUnknownPortsAndCategoriesAndMissingContentAsTheEngineDoes() {
		refused("nowhere", "", file -> Files.createFile(file));
		refused("table", "OTHER", file -> Files.createFile(file));
		refused("table", "", _ -> {
		});
	}

	private void refused(String port, String category, ProductWriter writer) {
		var refusal = assertThrows(ActorException.class, () -> context.write(port, category, writer));
		assertEquals(ActorException.Kind.BUG, refusal.kind());
		assertEquals(ContractMessage.WRITE.id(), refusal.explanation().id());
		assertEquals(List.of(), context.products());
	}

	@Test
	void keepsValuesProgressAndDecisions() {
		context.publish(new QcValue("median", "DATA", 1, "adu"));
		context.publish(new QcValue("median", "DATA", 2, "adu"));
		context.progress(1, 2, "frame");
		assertEquals(Optional.of(2.0), context.value("median", "DATA"));
		assertEquals(Optional.empty(), context.value("median", "NOISE"));
		assertEquals(List.of(new TestContext.Progress(1, 2, "frame")), context.progress());
		assertEquals(Optional.of("1,2"), context.decision("frames"));
		assertTrue(context.decision("others").isEmpty());
		assertTrue(Files.isDirectory(context.scratch()));
	}

	@Test
	void cancelsAtOnceOrAtAChosenCheckpoint() throws InterruptedException {
		context.cancelAtCheckpoint(2);
		context.checkpoint();
		assertThrows(InterruptedException.class, context::checkpoint);
		assertThrows(InterruptedException.class, context::checkpoint);
		assertEquals(3, context.checkpoints());
	}

	@Test
	void cancelsWhenAsked() {
		context.cancel();
		assertThrows(InterruptedException.class, context::checkpoint);
	}

	@Test
	void runsProgramsAndEndsThemWhenCancelled() throws IOException, InterruptedException {
		var lines = new ArrayList<String>();
		assertEquals(3,
				context.execute(List.of("sh", "-c", "echo one; echo two >&2; exit 3"), context.scratch(), lines::add));
		assertEquals(List.of("one", "two"), lines);
		context.cancelAtCheckpoint(context.checkpoints() + 3);
		long start = System.nanoTime();
		assertThrows(InterruptedException.class,
				() -> context.execute(List.of("sh", "-c", "sleep 60"), context.scratch(), lines::add));
		assertTrue(System.nanoTime() - start < 10e9);
	}
}
