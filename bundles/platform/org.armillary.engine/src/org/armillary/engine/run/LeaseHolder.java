package org.armillary.engine.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;

import com.google.gson.JsonObject;

/**
 * The process that executes a run.
 *
 * @param pid
 *            its number on that machine; 0 where unknown
 * @param host
 *            name of the machine; empty where unknown
 * @param since
 *            when it took the run up; {@link Instant#EPOCH} where unknown
 */
public record LeaseHolder(long pid, String host, Instant since) {

	/** A process of which nothing is known: it has taken the lease and not yet said who it is. */
	public static final LeaseHolder UNKNOWN = new LeaseHolder(0, "", Instant.EPOCH);

	private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

	/** This process, now. */
	public static LeaseHolder here() {
		return new LeaseHolder(ProcessHandle.current().pid(), localHost(),
				Instant.now().truncatedTo(ChronoUnit.MILLIS));
	}

	/** Whether it works on another machine. */
	public boolean isElsewhere() {
		return !host.isEmpty() && !host.equals(localHost());
	}

	/** In words: {@code process 4711 on coma}. */
	public String words() {
		return this.equals(UNKNOWN) ? "a process that has just begun" : "process " + pid + " on " + host;
	}

	/** Name of this machine, without asking the network where the system can tell. */
	private static String localHost() {
		try {
			String name = Files.readString(KERNEL_HOST_NAME).strip();
			if (!name.isEmpty()) {
				return name;
			}
		} catch (IOException _) {
			// not Linux
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		} catch (UnknownHostException _) {
			return "localhost";
		}
	}

	String json() {
		var object = new JsonObject();
		object.addProperty("pid", pid);
		object.addProperty("host", host);
		object.addProperty("since", since.toString());
		return JsonText.of(object);
	}

	static LeaseHolder parse(String json) {
		try {
			return JsonText.read(json, "the holder of a lease",
					object -> new LeaseHolder(object.get("pid").getAsLong(), object.get("host").getAsString(),
							JsonTime.instant(object.get("since"))));
		} catch (JsonFormatException _) {
			return UNKNOWN;
		}
	}
}
