package org.armillary.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

	@TempDir
	private Path folder;

	@Test
	void listsTheBundlesOfTheNewestFeatureInItsOrder() throws IOException, LauncherException {
		feature("0.1.0.1", "<feature><plugin id=\"old\" version=\"1\"/></feature>");
		feature("0.1.0.2", """
				<feature>
				   <plugin id="org.eclipse.osgi" version="3.24.300"/>
				   <plugin id="b" version="2.0.0"/>
				   <plugin id="a"
				         version="1.0.0"/>
				   <plugin id="org.armillary.launcher" version="0.1.0"/>
				</feature>
				""");
		assertEquals(List.of(folder.resolve("plugins/b_2.0.0.jar"), folder.resolve("plugins/a_1.0.0.jar")),
				new Installation(folder).bundles());
	}

	@Test
	void refusesAFolderWithoutTheFeature() throws IOException {
		Files.createDirectory(folder.resolve("features"));
		var refusal = assertThrows(LauncherException.class, () -> new Installation(folder).bundles());
		assertEquals(Main.EXIT_INTERNAL, refusal.exitCode());
	}

	@Test
	void refusesAFolderThatIsNoInstallation() {
		var refusal = assertThrows(LauncherException.class, () -> new Installation(folder.resolve("none")).bundles());
		assertEquals(Main.EXIT_INTERNAL, refusal.exitCode());
	}

	@Test
	void refusesADamagedFeature() throws IOException {
		feature("0.1.0.1", "<feature><plugin id=");
		var refusal = assertThrows(LauncherException.class, () -> new Installation(folder).bundles());
		assertEquals(Main.EXIT_INTERNAL, refusal.exitCode());
	}

	private void feature(String version, String text) throws IOException {
		Path feature = folder.resolve("features/org.armillary.headless.feature_" + version);
		Files.createDirectories(feature);
		Files.writeString(feature.resolve("feature.xml"), text);
	}
}
