package org.armillary.engine.run;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the process of a run so that it lives on its own: in a session of its own, which neither the end of the process
 * that started it nor that of its terminal, nor Ctrl-C there, touches.
 */
public final class RunProcess {

	private static final String SESSION_COMMAND = "setsid";

	/** Where there is no such command, the signals that a terminal sends are ignored; that is inherited. */
	private static final List<String> IGNORING_SIGNALS = List.of("/bin/sh", "-c",
			"trap '' HUP INT QUIT; exec \"$@\"", "sh");

	private RunProcess() {
	}

	/**
	 * Starts a command for a run. It has the environment and the working directory of this process, reads nothing, and
	 * writes to the log of the run.
	 *
	 * @param command
	 *            program and arguments
	 * @return the process itself, not one between
	 */
	public static ProcessHandle start(List<String> command, RunFolder run) throws IOException {
		List<String> whole = detached(command, isInstalled(SESSION_COMMAND));
		try (OutputStream log = Files.newOutputStream(run.log(), StandardOpenOption.CREATE,
				StandardOpenOption.APPEND)) {
			log.flush();
			FolderRights.takeOver(run.log());
		}
		return new ProcessBuilder(whole).redirectInput(Redirect.from(new File("/dev/null"))).redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(run.log().toFile())).start().toHandle();
	}

	/**
	 * A command so that no terminal ends it.
	 *
	 * @param sessions
	 *            whether there is a command that opens a session
	 */
	static List<String> detached(List<String> command, boolean sessions) {
		var whole = new ArrayList<String>();
		if (sessions) {
			whole.add(SESSION_COMMAND);
		} else {
			whole.addAll(IGNORING_SIGNALS);
		}
		whole.addAll(command);
		return whole;
	}

	private static boolean isInstalled(String program) {
		String path = System.getenv("PATH");
		if (path == null) {
			return false;
		}
		for (String folder : path.split(File.pathSeparator)) {
			if (!folder.isEmpty() && Files.isExecutable(Path.of(folder).resolve(program))) {
				return true;
			}
		}
		return false;
	}
}
