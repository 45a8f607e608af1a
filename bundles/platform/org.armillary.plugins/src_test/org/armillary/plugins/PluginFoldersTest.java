package org.armillary.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.armillary.plugins.PluginFolders.Folder;
import org.junit.jupiter.api.Test;

/** Where plug-ins are looked for. */
class PluginFoldersTest {

	@Test
	void installationThenUser() {
		assertEquals(List.of(new Folder(Path.of("/opt/armillary/dropins"), false),
				new Folder(Path.of("/home/ada/.local/share/armillary/plugins"), false)),
				find(Map.of("armillary.install", "/opt/armillary"), Map.of("HOME", "/home/ada")));
	}

	@Test
	void dataHomeGoesBeforeHome() {
		assertEquals(List.of(new Folder(Path.of("/data/armillary/plugins"), false)),
				find(Map.of(), Map.of("HOME", "/home/ada", "XDG_DATA_HOME", "/data")));
	}

	@Test
	void relativeDataHomeIsIgnored() {
		assertEquals(List.of(new Folder(Path.of("/home/ada/.local/share/armillary/plugins"), false)),
				find(Map.of(), Map.of("HOME", "/home/ada", "XDG_DATA_HOME", "data")));
	}

	@Test
	void namedFolderIsRequired() {
		assertEquals(List.of(new Folder(Path.of("/mine"), true)),
				find(Map.of(), Map.of("HOME", "/home/ada", "ARMILLARY_PLUGINS", "/mine")));
		assertEquals(List.of(new Folder(Path.of("/other"), true)),
				find(Map.of("armillary.plugins", "/other"), Map.of("ARMILLARY_PLUGINS", "/mine")));
	}

	@Test
	void installAreaOfTheWindow() {
		assertEquals(List.of(new Folder(Path.of("/opt/my armillary/dropins"), false)),
				find(Map.of("osgi.install.area", "file:/opt/my%20armillary/"), Map.of()));
	}

	@Test
	void oneFolderNamedTwiceIsSearchedOnce() {
		assertEquals(List.of(new Folder(Path.of("/opt/armillary/dropins"), false)),
				find(Map.of("armillary.install", "/opt/armillary"),
						Map.of("ARMILLARY_PLUGINS", "/opt/armillary/dropins")));
	}

	private static List<Folder> find(Map<String, String> properties, Map<String, String> environment) {
		return PluginFolders.find(properties::get, environment::get).folders();
	}
}
