package org.armillary.organiser.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.StoredHeaders;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.KeywordSelection;

/**
 * Finds selected keywords among the records of a header by the hash of their names, so that of hundreds of records only
 * the few that are wanted are taken apart. For several threads at once.
 */
final class KeywordPicker {

	private static final int RECORD = FitsCard.RECORD;
	private static final int KEYWORD = 8;
	private static final long HASH_START = 0xcbf29ce484222325L;
	private static final long HASH_FACTOR = 0x100000001b3L;
	private static final byte[] HIERARCH = "HIERARCH ".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] CONTINUE = "CONTINUE".getBytes(StandardCharsets.US_ASCII);

	private final KeywordSelection selection;
	private final SharedValues shared;
	private final long[] table;

	/**
	 * Makes a picker.
	 *
	 * @param selection
	 *            what it picks
	 * @param shared
	 *            where values are shared with other headers
	 */
	KeywordPicker(KeywordSelection selection, SharedValues shared) {
		this.selection = selection;
		this.shared = shared;
		table = new long[Integer.highestOneBit(Math.max(8, selection.names().size())) * 8];
		for (String name : selection.names()) {
			long hash = HASH_START;
			for (int i = 0; i < name.length(); i++) {
				hash = hash(hash, name.charAt(i));
			}
			int place = place(hash);
			while (table[place] != 0) {
				place = place + 1 & table.length - 1;
			}
			table[place] = hash == 0 ? 1 : hash;
		}
	}

	/** The selected keywords of the primary header that have a value, in their order. */
	Header pick(StoredHeaders headers) {
		byte[] records = headers.records(0);
		var wanted = new ByteArrayOutputStream(1 << 14);
		boolean last = false;
		for (int at = 0; at + RECORD <= records.length; at += RECORD) {
			last = last && begins(records, at, CONTINUE) || mayBeSelected(records, at);
			if (last) {
				wanted.write(records, at, RECORD);
			}
		}
		return header(FitsHeader.parse(headers.source().toString(), wanted.toByteArray()).values());
	}

	private Header header(Map<String, Object> found) {
		var names = new ArrayList<String>(found.size());
		var values = new ArrayList<Object>(found.size());
		for (var entry : found.entrySet()) {
			if (selection.accepts(entry.getKey())) {
				names.add(entry.getKey());
				values.add(shared.share(entry.getValue()));
			}
		}
		return Header.of(shared.layout(names), values.toArray());
	}

	/** Whether a record looks like one of the selected; some others do, too. */
	private boolean mayBeSelected(byte[] records, int at) {
		if (begins(records, at, HIERARCH)) {
			int equals = at + HIERARCH.length;
			while (equals < at + RECORD && records[equals] != '=') {
				equals++;
			}
			return equals < at + RECORD && isHierarchSelected(records, at + HIERARCH.length, equals);
		}
		if (records[at + KEYWORD] != '=' || records[at + KEYWORD + 1] != ' ') {
			return false;
		}
		int end = at + KEYWORD;
		while (end > at && records[end - 1] == ' ') {
			end--;
		}
		return isSelected(records, at, end);
	}

	private boolean isHierarchSelected(byte[] records, int from, int to) {
		int start = from;
		int end = to;
		while (start < end && records[start] == ' ') {
			start++;
		}
		while (end > start && records[end - 1] == ' ') {
			end--;
		}
		for (int i = start; i < end; i++) {
			byte letter = records[i];
			// written in an unusual way: left to those who take it apart
			if (letter == ' ' && records[i - 1] == ' ' || letter < ' ' || letter >= 'a') {
				return true;
			}
		}
		return isSelected(records, start, end);
	}

	private boolean isSelected(byte[] records, int from, int to) {
		long exact = HASH_START;
		long withoutNumbers = HASH_START;
		boolean number = false;
		for (int i = from; i < to; i++) {
			byte letter = records[i];
			boolean digit = letter >= '0' && letter <= '9';
			exact = hash(exact, letter);
			if (!digit) {
				withoutNumbers = hash(withoutNumbers, letter);
			} else if (!number) {
				withoutNumbers = hash(withoutNumbers, '#');
			}
			number = digit;
		}
		return contains(exact) || withoutNumbers != exact && contains(withoutNumbers);
	}

	private boolean contains(long hash) {
		for (int place = place(hash); table[place] != 0; place = place + 1 & table.length - 1) {
			if (table[place] == hash || hash == 0 && table[place] == 1) {
				return true;
			}
		}
		return false;
	}

	private int place(long hash) {
		return (int) (hash >>> 32 ^ hash) & table.length - 1;
	}

	private static long hash(long hash, int letter) {
		return (hash ^ letter & 0xff) * HASH_FACTOR;
	}

	private static boolean begins(byte[] records, int at, byte[] text) {
		for (int i = 0; i < text.length; i++) {
			if (records[at + i] != text[i]) {
				return false;
			}
		}
		return true;
	}
}
