package org.armillary.plugins;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.armillary.actor.Actor;
import org.armillary.plugins.PluginInstaller.Plugins;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar in a plug-in folder that is an OSGi bundle.
 *
 * @param file
 *            the jar
 * @param location
 *            identity in the framework; differs where the file has changed
 * @param symbolicName
 *            name of the bundle
 * @param version
 *            version of the bundle
 * @param fragment
 *            whether it is a fragment of another bundle
 */
record PluginJar(Path file, String location, String symbolicName, Version version, boolean fragment) {

	/** Start of the location of every bundle that this bundle installs. */
	static final String LOCATION_PREFIX = "armillary-plugin:";

	/**
	 * Looks into a jar.
	 *
	 * @throws PluginException
	 *             where it cannot be a plug-in
	 */
	static PluginJar inspect(Path file) throws PluginException {
		if (Files.isDirectory(file)) {
			throw new PluginException(PluginMessage.NOT_A_JAR.with(file, "it is a folder"));
		}
		try {
			if (Files.size(file) == 0) {
				throw new PluginException(PluginMessage.NOT_A_JAR.with(file, "it is empty (0 bytes)"));
			}
			try (var jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
				return inspect(file, jar);
			}
		} catch (ZipException e) {
			throw new PluginException(PluginMessage.NOT_A_JAR.with(file, zipProblem(file, e)), e);
		} catch (IOException e) {
			throw new PluginException(PluginMessage.UNREADABLE.with(file, Reasons.of(e)), e);
		}
	}

	/** Whether a bundle of the framework came from a plug-in folder. */
	static boolean isPlugin(Bundle bundle) {
		return bundle.getLocation().startsWith(LOCATION_PREFIX);
	}

	/** Whether a bundle is a plug-in that could not be installed, resolved or started. */
	static boolean isUnusable(Bundle bundle, Plugins plugins) {
		return isPlugin(bundle) && !plugins.files().containsKey(bundle.getBundleId());
	}

	/** How a bundle is named to the user: with its version and, for a plug-in, its file. */
	static String origin(Bundle bundle, Plugins plugins) {
		Path file = plugins.files().get(bundle.getBundleId());
		return bundle.getSymbolicName() + " " + bundle.getVersion()
				+ (file == null ? "" : " (" + file.getFileName() + ")");
	}

	private static PluginJar inspect(Path file, JarFile jar) throws PluginException, IOException {
		Manifest manifest = jar.getManifest();
		if (manifest == null) {
			throw new PluginException(PluginMessage.NOT_A_BUNDLE.with(file, "it has no META-INF/MANIFEST.MF"));
		}
		Attributes headers = manifest.getMainAttributes();
		String symbolicName = withoutDirectives(headers.getValue(Constants.BUNDLE_SYMBOLICNAME));
		if (symbolicName.isEmpty()) {
			throw new PluginException(PluginMessage.NOT_A_BUNDLE.with(file, "its manifest has no Bundle-SymbolicName"));
		}
		checkJavaVersion(file, jar, headers);
		if (isUseless(headers)) {
			throw new PluginException(PluginMessage.NO_COMPONENT.with(file));
		}
		Version version;
		try {
			version = Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION));
		} catch (IllegalArgumentException e) {
			throw new PluginException(PluginMessage.NOT_A_BUNDLE.with(file, "its Bundle-Version is ‘"
					+ headers.getValue(Constants.BUNDLE_VERSION) + "’, not of the form 1.2.3 or 1.2.3.qualifier"), e);
		}
		String location = LOCATION_PREFIX + file.toUri() + "?" + Files.getLastModifiedTime(file).toMillis() + ","
				+ Files.size(file);
		return new PluginJar(file, location, symbolicName, version, headers.getValue(Constants.FRAGMENT_HOST) != null);
	}

	private static void checkJavaVersion(Path file, JarFile jar, Attributes headers)
			throws PluginException, IOException {
		var classNames = new ArrayList<String>();
		for (String path : ComponentXml.paths(headers.getValue("Service-Component"))) {
			try (InputStream in = open(jar, path)) {
				if (in != null) {
					ComponentXml.read(in).forEach(component -> classNames.add(component.className()));
				}
			} catch (IOException e) {
				// reported with the actors of the bundle, where wildcards are known too
				System.getLogger(PluginJar.class.getName()).log(System.Logger.Level.DEBUG, path, e);
			}
		}
		String activator = headers.getValue(Constants.BUNDLE_ACTIVATOR);
		if (activator != null) {
			classNames.add(activator.strip());
		}
		for (String className : classNames) {
			try (InputStream in = open(jar, className.replace('.', '/') + ".class")) {
				if (in != null) {
					int version = classFileVersion(in);
					if (JavaVersion.isTooNew(version)) {
						throw new PluginException(JavaVersion.tooNew(file.toString(), version));
					}
				}
			}
		}
	}

	/** The major version of a class file; 0 where there are no eight bytes. */
	private static int classFileVersion(InputStream in) throws IOException {
		byte[] start = in.readNBytes(8);
		return start.length < 8 ? 0
				: new DataInputStream(new java.io.ByteArrayInputStream(start, 6, 2)).readUnsignedShort();
	}

	private static @Nullable InputStream open(JarFile jar, String path) throws IOException {
		ZipEntry entry = jar.getEntry(path);
		return entry == null ? null : jar.getInputStream(entry);
	}

	/**
	 * Whether the bundle uses the actor interface but gives it nothing: neither component nor code nor packages for
	 * others nor rules.
	 */
	private static boolean isUseless(Attributes headers) {
		String imports = headers.getValue(Constants.IMPORT_PACKAGE);
		return imports != null && imports.contains(Actor.class.getPackageName())
				&& List.of("Service-Component", Constants.BUNDLE_ACTIVATOR, Constants.EXPORT_PACKAGE,
						Constants.FRAGMENT_HOST, RuleCatalog.HEADER, LimitCatalog.HEADER)
						.stream().allMatch(header -> headers.getValue(header) == null);
	}

	private static String withoutDirectives(@Nullable String header) {
		return header == null ? "" : header.replaceFirst(";.*", "").strip();
	}

	private static String zipProblem(Path file, ZipException problem) throws PluginException {
		try (InputStream in = Files.newInputStream(file)) {
			byte[] start = in.readNBytes(2);
			return start.length == 2 && start[0] == 'P' && start[1] == 'K'
					? "it is truncated or damaged (" + problem.getMessage() + ")"
					: "it does not begin as a zip file does";
		} catch (IOException e) {
			throw new PluginException(PluginMessage.UNREADABLE.with(file, Reasons.of(e)), e);
		}
	}
}
