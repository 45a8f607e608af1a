package org.armillary.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An unpacked product on disk.
 *
 * @param folder the folder with {@code features/} and {@code plugins/}
 */
record Installation(Path folder) {

	private static final String FEATURE = "org.armillary.headless.feature_";

	/** These are on the class path already. */
	private static final Set<String> BELOW_THE_FRAMEWORK = Set.of("org.eclipse.osgi", "org.armillary.launcher");

	/**
	 * The jars of the headless feature that belong into the framework, in the order of the feature.
	 *
	 * @throws LauncherException when the feature is missing or cannot be read
	 */
	List<Path> bundles() throws LauncherException {
		Path feature = feature();
		var bundles = new ArrayList<Path>();
		try (InputStream in = Files.newInputStream(feature)) {
			XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
			while (xml.hasNext()) {
				if (xml.next() == XMLStreamConstants.START_ELEMENT && "plugin".equals(xml.getLocalName())) {
					String id = xml.getAttributeValue(null, "id");
					if (!BELOW_THE_FRAMEWORK.contains(id)) {
						bundles.add(folder.resolve(
								"plugins/" + id + "_" + xml.getAttributeValue(null, "version") + ".jar"));
					}
				}
			}
		} catch (IOException | XMLStreamException e) {
			throw new LauncherException(Main.EXIT_INTERNAL, LauncherMessage.BAD_FEATURE.with(feature, e.getMessage()));
		}
		return bundles;
	}

	private Path feature() throws LauncherException {
		Path features = folder.resolve("features");
		try (var entries = Files.newDirectoryStream(features, FEATURE + "*")) {
			Path newest = null;
			for (Path entry : entries) {
				if (newest == null || entry.compareTo(newest) > 0) {
					newest = entry;
				}
			}
			if (newest != null) {
				return newest.resolve("feature.xml");
			}
		} catch (IOException e) {
			throw new LauncherException(Main.EXIT_INTERNAL, LauncherMessage.BAD_FEATURE.with(features, e));
		}
		throw new LauncherException(Main.EXIT_INTERNAL, LauncherMessage.NO_FEATURE.with(features));
	}
}
