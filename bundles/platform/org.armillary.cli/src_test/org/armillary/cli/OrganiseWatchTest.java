package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.cli.RuleFiles.Candidates;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.scan.HeaderMemory;
import org.armillary.plugins.rules.RuleCatalog;
import org.junit.jupiter.api.Test;

class OrganiseWatchTest {

	private static OrganiseWatch watch() {
		var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
		var invocation = new Invocation(new Terminal(out, out, false), ActorCatalog.of(), RuleCatalog.NONE,
				Path.of("."), new Invocation.Format());
		return new OrganiseWatch(invocation, new OrganiseSource(List.of(Path.of(".")), new Candidates(List.of(), false),
				Map.of(), Overlay.NONE, HeaderMemory.none(), Path.of("store")));
	}

	@Test
	void onlyWhatChangesIsTold() {
		OrganiseWatch watch = watch();
		var night = new OrganiseFixture().darks(2, 61100).flats("H", 61100.25, 0, 0, 60);
		assertEquals(List.of("✓ dark-2026-03-01T00:00:00  2 of 3 DARK",
				"✗ flat-H-2026-03-01T06:00:00  1 of 1 off, 3 on: angle 0° 2 of 2, angle 60° 1 of 2; dark 0; "
						+ "lacks: 1 FLAT_ON at angle 60° (has 1 of 2)"),
				watch.lines(night.organised()));
		assertEquals(List.of(), watch.lines(night.organised()));
		night.file("more.fits", "FLAT,ON", "fH", 61100.6, "BAND", "H", "ANGLE", 60L);
		assertEquals(List.of("✓ flat-H-2026-03-01T06:00:00  1 of 1 off, 4 on at 2 angles, 2 of 2 at each; dark 0"),
				watch.lines(night.organised()));
		night.files().removeIf(file -> file.name().startsWith("dark"));
		List<String> lines = watch.lines(night.organised());
		assertTrue(lines.contains("- dark-2026-03-01T00:00:00 is gone"), lines.toString());
		assertTrue(lines.getFirst().contains("lacks: dark"), lines.toString());
	}
}
