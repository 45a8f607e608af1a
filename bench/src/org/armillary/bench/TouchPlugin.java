package org.armillary.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs {@link TouchActor} into a plug-in, so that the built product runs it like any other. */
final class TouchPlugin {

	private static final String COMPONENT = "OSGI-INF/touch.xml";

	private TouchPlugin() {
	}

	/**
	 * Makes the jar, unless it is there.
	 *
	 * @return the folder that it is in, for {@code ARMILLARY_PLUGINS}
	 */
	static Path folder(Workplace place) throws IOException {
		Path folder = place.disk().resolve("plugins");
		Path jar = folder.resolve("touch.jar");
		if (Files.exists(jar)) {
			return folder;
		}
		Files.createDirectories(folder);
		try (OutputStream file = Files.newOutputStream(jar); var out = new JarOutputStream(file, manifest())) {
			out.putNextEntry(new JarEntry(COMPONENT));
			out.write("""
					<?xml version="1.0" encoding="UTF-8"?>
					<scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
					  <service><provide interface="org.armillary.actor.Actor"/></service>
					  <implementation class="%1$s"/>
					</scr:component>
					""".formatted(TouchActor.class.getName()).getBytes(StandardCharsets.UTF_8));
			for (Class<?> member : TouchActor.class.getNestMembers()) {
				String path = member.getName().replace('.', '/') + ".class";
				try (InputStream in = TouchPlugin.class.getResourceAsStream("/" + path)) {
					if (in == null) {
						throw new IOException(path + " is not on the class path");
					}
					out.putNextEntry(new JarEntry(path));
					in.transferTo(out);
				}
			}
		}
		return folder;
	}

	private static Manifest manifest() {
		var manifest = new Manifest();
		Attributes headers = manifest.getMainAttributes();
		headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		headers.putValue("Bundle-ManifestVersion", "2");
		headers.putValue("Bundle-SymbolicName", "bench.touch");
		headers.putValue("Bundle-Version", "1.0.0");
		headers.putValue("Import-Package", "org.armillary.actor,org.armillary.data,org.armillary.data.fits");
		headers.putValue("Service-Component", COMPONENT);
		headers.putValue("Require-Capability", "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)"
				+ "(version>=1.4.0)(!(version>=2.0.0)))\",osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=25))\"");
		return manifest;
	}
}
