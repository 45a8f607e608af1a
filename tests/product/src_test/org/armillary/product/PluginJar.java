package org.armillary.product;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

import javax.tools.ToolProvider;

/** Makes plug-ins with one small actor, compiled against the product's own bundles. */
final class PluginJar {

	private static final String SOURCE = """
			package test.plugin;
			import org.armillary.actor.*;
			@ActorType(id = "%s", algorithm = 1, title = "Test", category = "tests", help = "A test actor.")
			public final class TestActor implements Actor<TestActor.P, TestActor.I, TestActor.O> {
				%s
				public record P() {}
				public record I() {}
				public record O(@Port(payload = Payload.FILE, category = "TEXT", extension = "txt", help = "A text.") ProductFile text) {}
				@Override
				public Outcome<O> run(P parameters, I inputs, ActorContext context)
						throws ActorException, java.io.IOException, InterruptedException {
					%s
				}
			}
			""";
	private static final String COMPONENT = """
			<scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="test.plugin.TestActor">
			   <service><provide interface="org.armillary.actor.Actor"/></service>
			   <implementation class="test.plugin.TestActor"/>
			</scr:component>
			""";

	private PluginJar() {
	}

	/** Writes a plug-in whose actor has the given body of its {@code run} method, and the product port {@code text}. */
	static void write(Path jar, String actor, String body) throws IOException, InterruptedException {
		write(jar, actor, "", body, "org.armillary.actor", 0);
	}

	/** Writes a plug-in whose actor throws in its constructor. */
	static void writeThrowing(Path jar, String actor, String reason) throws IOException, InterruptedException {
		write(jar, actor, "public TestActor() { throw new IllegalStateException(\"" + reason + "\"); }", "return null;",
				"org.armillary.actor", 0);
	}

	/** Writes a plug-in that imports a package which nobody exports. */
	static void writeImporting(Path jar, String actor, String missing) throws IOException, InterruptedException {
		write(jar, actor, "", "return null;", "org.armillary.actor," + missing, 0);
	}

	/** Writes a plug-in whose classes claim to be of another class file version. */
	static void writeForJava(Path jar, String actor, int classFileVersion) throws IOException, InterruptedException {
		write(jar, actor, "", "return null;", "org.armillary.actor", classFileVersion);
	}

	private static void write(Path jar, String actor, String constructor, String body, String imports,
			int classFileVersion)
			throws IOException, InterruptedException {
		Path work = Files.createTempDirectory("armillary-plugin");
		Path source = Files.writeString(Files.createDirectories(work.resolve("test/plugin")).resolve("TestActor.java"),
				SOURCE.formatted(actor, constructor, body));
		String classPath;
		try (var bundles = Files.list(Product.folder().resolve("plugins"))) {
			classPath = bundles.map(Path::toString).filter(name -> name.contains("org.armillary."))
					.collect(Collectors.joining(":"));
		}
		int exitCode = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-classpath", classPath,
				"-d",
				work.toString(), source.toString());
		if (exitCode != 0) {
			throw new IllegalStateException("the test actor does not compile");
		}
		var manifest = new Manifest();
		var attributes = manifest.getMainAttributes();
		attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.putValue("Bundle-ManifestVersion", "2");
		attributes.putValue("Bundle-SymbolicName", actor + ".plugin");
		attributes.putValue("Bundle-Version", "1.0.0");
		attributes.putValue("Import-Package", imports);
		attributes.putValue("Service-Component", "OSGI-INF/actor.xml");
		try (OutputStream file = Files.newOutputStream(jar); var out = new JarOutputStream(file, manifest)) {
			out.putNextEntry(new ZipEntry("OSGI-INF/actor.xml"));
			out.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
			try (var classes = Files.list(work.resolve("test/plugin"))) {
				for (Path compiledClass : classes.filter(path -> path.toString().endsWith(".class")).toList()) {
					out.putNextEntry(new ZipEntry("test/plugin/" + compiledClass.getFileName()));
					byte[] bytes = Files.readAllBytes(compiledClass);
					if (classFileVersion > 0) {
						bytes[7] = (byte) classFileVersion;
					}
					out.write(bytes);
				}
			}
		}
		Product.execute(work, Map.of(), List.of("rm", "-rf", work.toString()));
	}
}
