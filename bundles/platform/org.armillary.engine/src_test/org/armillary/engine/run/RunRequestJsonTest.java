package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.HandMadeNight;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunRequest.LimitText;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

class RunRequestJsonTest {

	private static final String HOSTILE = "a \"b\" \\ \n\t\u0001\u2028 µ \uD83D\uDD2D </script> {0}";

	private static JsonObject json(RunRequest request, ExecutionOptions options) throws JsonFormatException {
		return JsonText.read(JsonText.of(RunRequestJson.of(request, options, RunSamples.NOON)), "a request",
				object -> object);
	}

	@Test
	void keepsAllOfARequest() throws JsonFormatException {
		var settings = new LinkedHashMap<String, String>();
		settings.put("dark.sigma", HOSTILE);
		settings.put("a", "");
		var request = new RunRequest(RunSamples.flow("'" + "night: µ" + "'", "3"), settings,
				List.of(new JobSettings("[OBJECT] = '" + HOSTILE + "'", Map.of("dark.sigma", "7")),
						new JobSettings("x", Map.of())),
				Map.of("raw", List.of(Path.of("/data/b c\n.fits"), Path.of("/data/µ\".fits")), "none", List.of()),
				Path.of("/out/" + "ü"), Layout.FLAT, Map.of("dark.reject", HOSTILE));
		RunRequest read = RunRequestJson.request(json(request, RunSamples.OPTIONS));
		assertEquals(request.workflow().source(), read.workflow().source());
		assertEquals(request.workflow().workflow(), read.workflow().workflow());
		assertEquals(request.workflow().name(), read.workflow().name());
		assertEquals(new RunRequest(request.workflow(), read.settings(), read.overrides(), read.inputs(),
				read.outputFolder(), read.layout(), read.decisions()), request);
		assertEquals(List.copyOf(settings.keySet()), List.copyOf(read.settings().keySet()), "in the same order");
	}

	@Test
	void keepsDatasets() throws JsonFormatException {
		var night = new HandMadeNight();
		night.dataset("dark-1", "dark", List.of(night.frame(Path.of("/d"), "DARK", 1, "d", Map.of("A", 1L),
				HandMadeNight.correction(1, HOSTILE, Map.of("A", 2L)))));
		night.dataset("flat-1", "flat", List.of(night.frame(Path.of("/f"), "FLAT_ON", 2)), "dark-1");
		RunRequest request = RunSamples.request().withDatasets(night.run());
		JsonObject json = json(request, RunSamples.OPTIONS);
		assertEquals(request.datasets(), RunRequestJson.request(json).datasets());
		assertEquals(2, request.datasets().orElseThrow().datasets().size());
		json.remove("datasets");
		assertEquals(Optional.empty(), RunRequestJson.request(json).datasets(), "a request from before there were any");
		assertEquals(Optional.empty(),
				RunRequestJson.request(json(RunSamples.request(), RunSamples.OPTIONS)).datasets());
	}

	@Test
	void keepsLimits() throws JsonFormatException {
		var limits = List.of(new LimitText("kmos.limits.yaml", HOSTILE), new LimitText(HOSTILE, ""));
		JsonObject json = json(RunSamples.request().withLimits(limits), RunSamples.OPTIONS);
		assertEquals(limits, RunRequestJson.request(json).limits());
		json.remove("limits");
		assertEquals(List.of(), RunRequestJson.request(json).limits(), "a request from before there were any");
	}

	@Test
	void keepsWhatWasToldBefore() throws JsonFormatException {
		var notes = List.of(new Message("run.unfinished", HOSTILE, Optional.of("a\nb"), List.of(HOSTILE, "again")),
				new Message("x.y", "left out", Optional.empty(), List.of()));
		RunRequest request = RunSamples.request().withNotes(notes).withLimits(List.of());
		JsonObject json = json(request, RunSamples.OPTIONS);
		assertEquals(notes, RunRequestJson.request(json).notes());
		json.remove("notes");
		assertEquals(List.of(), RunRequestJson.request(json).notes(), "a request from before there were any");
	}

	@Test
	void makesPathsAbsolute() throws JsonFormatException {
		var request = RunSamples.request(RunSamples.flow("night", "3"), Map.of(), List.of(Path.of("x/../a.fits")));
		RunRequest read = RunRequestJson.request(json(request, RunSamples.OPTIONS));
		assertEquals(Map.of("raw", List.of(Path.of("a.fits").toAbsolutePath())), read.inputs());
	}

	@Test
	void keepsAllOptions() throws JsonFormatException {
		var options = new ExecutionOptions(3, Long.MAX_VALUE, 0, Optional.of(Duration.ofMillis(1234)),
				Optional.of(Path.of("/scratch")), List.of(Duration.ofMillis(1), Duration.ofDays(2)));
		JsonObject object = json(RunSamples.request(), options);
		assertEquals(options, RunRequestJson.options(object));
		assertEquals(RunSamples.NOON, RunRequestJson.created(object));
		assertEquals(RunSamples.OPTIONS, RunRequestJson.options(json(RunSamples.request(), RunSamples.OPTIONS)));
	}

	@Test
	void refusesARequestOfALaterVersion() throws JsonFormatException {
		JsonObject object = json(RunSamples.request(), RunSamples.OPTIONS);
		object.addProperty("armillary-run", 2);
		assertThrows(IllegalArgumentException.class, () -> RunRequestJson.request(object));
	}
}
