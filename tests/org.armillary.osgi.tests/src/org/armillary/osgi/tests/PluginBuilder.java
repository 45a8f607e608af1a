package org.armillary.osgi.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import org.armillary.actor.ActorType;
import org.armillary.osgi.tests.samples.GoodActor;

/** Packs sample classes of this bundle into plug-in jars. */
final class PluginBuilder {

	private static final String COMPONENT = """
			<?xml version="1.0" encoding="UTF-8"?>
			<scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
				<service><provide interface="org.armillary.actor.Actor"/></service>
				%s
				<implementation class="%s"/>
			</scr:component>
			""";

	private final Map<String, String> headers = new LinkedHashMap<>();
	private final Map<String, byte[]> entries = new LinkedHashMap<>();

	PluginBuilder(String symbolicName) {
		headers.put("Bundle-ManifestVersion", "2");
		headers.put("Bundle-SymbolicName", symbolicName);
		headers.put("Bundle-Version", "1.0.0");
		headers.put("Import-Package",
				"org.armillary.actor;version=\"[0.1,1)\",org.armillary.actor.message;version=\"[0.1,1)\",org.osgi.framework");
	}

	/** A plug-in with one actor. */
	static PluginBuilder actor(String symbolicName, Class<?> actor) {
		return new PluginBuilder(symbolicName).component(actor, "").classes(actor, GoodActor.class);
	}

	PluginBuilder header(String name, String value) {
		headers.put(name, value);
		return this;
	}

	/** Declares an actor component, with {@code xml} inside its description. */
	PluginBuilder component(Class<?> actor, String xml) {
		headers.put("Service-Component", "OSGI-INF/actor.xml");
		entries.put("OSGI-INF/actor.xml",
				COMPONENT.formatted(actor.getName(), xml, actor.getName()).getBytes(StandardCharsets.UTF_8));
		return this;
	}

	/** Adds a component description as it stands. */
	PluginBuilder description(String xml) {
		headers.put("Service-Component", "OSGI-INF/actor.xml");
		entries.put("OSGI-INF/actor.xml", xml.getBytes(StandardCharsets.UTF_8));
		return this;
	}

	/** Adds a file as it stands. */
	PluginBuilder file(String path, byte... content) {
		entries.put(path, content);
		return this;
	}

	/** Adds classes with those nested in them. */
	PluginBuilder classes(Class<?>... types) {
		for (Class<?> type : types) {
			String name = type.getName().replace('.', '/') + ".class";
			try (InputStream in = type.getResourceAsStream("/" + name)) {
				entries.put(name, in.readAllBytes());
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
			classes(type.getDeclaredClasses());
		}
		return this;
	}

	/** Changes the class file version of all classes. */
	PluginBuilder classFileVersion(int version) {
		entries.forEach((name, bytes) -> {
			if (name.endsWith(".class")) {
				bytes[7] = (byte) version;
			}
		});
		return this;
	}

	/** Gives an actor's class the annotation of another compiler, with a text where {@code algorithm} is a number. */
	PluginBuilder algorithmAsText(Class<?> actor) {
		String name = actor.getName().replace('.', '/') + ".class";
		var annotation = RuntimeVisibleAnnotationsAttribute.of(Annotation.of(
				ActorType.class.describeConstable().orElseThrow(), AnnotationElement.ofString("algorithm", "one")));
		entries.compute(name, (_, bytes) -> ClassFile.of().transformClass(ClassFile.of().parse(bytes),
				ClassTransform.dropping(RuntimeVisibleAnnotationsAttribute.class::isInstance)
						.andThen(ClassTransform.endHandler(builder -> builder.with(annotation)))));
		return this;
	}

	/** Moves all classes into a jar inside the jar. */
	PluginBuilder nested() throws IOException {
		var classes = new LinkedHashMap<>(entries);
		classes.keySet().removeIf(name -> !name.endsWith(".class"));
		entries.keySet().removeAll(classes.keySet());
		var bytes = new ByteArrayOutputStream();
		write(bytes, new Manifest(), classes);
		entries.put("lib/classes.jar", bytes.toByteArray());
		return header("Bundle-ClassPath", "lib/classes.jar");
	}

	/** Moves classes to where only newer releases of Java look; the ones left are no class files. */
	PluginBuilder multiRelease() {
		for (String name : List.copyOf(entries.keySet())) {
			if (name.endsWith(".class")) {
				entries.put("META-INF/versions/21/" + name, entries.get(name));
				entries.put(name, new byte[] { 1, 2, 3 });
			}
		}
		return header("Multi-Release", "true");
	}

	Path write(Path jar) throws IOException {
		var manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		headers.forEach(manifest.getMainAttributes()::putValue);
		try (OutputStream out = Files.newOutputStream(jar)) {
			write(out, manifest, entries);
		}
		return jar;
	}

	private static void write(OutputStream out, Manifest manifest, Map<String, byte[]> entries) throws IOException {
		try (var jar = new JarOutputStream(out, manifest)) {
			for (var entry : entries.entrySet()) {
				jar.putNextEntry(new ZipEntry(entry.getKey()));
				jar.write(entry.getValue());
				jar.closeEntry();
			}
		}
	}
}
