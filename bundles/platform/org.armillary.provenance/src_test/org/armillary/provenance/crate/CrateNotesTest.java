package org.armillary.provenance.crate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.json.MessageJson;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

class CrateNotesTest {

	@Test
	void notesOfTheRunNameNoPlaces() {
		var request = new JsonObject();
		request.add("inputs", new JsonObject());
		request.add("notes", JsonText.array(List.of(
				new Message("a.b", "/home/anna/raw/x.fits: left out, as ‘/home/anna/y.fits’ and raw/z.fits 3/4",
						Optional.of("in /home/anna"), List.of("Copy /home/anna/raw/x.fits again."))),
				MessageJson::of));
		JsonObject kept = CrateRun.placeless(request, Map.of());
		Message note = MessageJson.message(kept.getAsJsonArray("notes").get(0));
		assertEquals(new Message("a.b", "x.fits: left out, as ‘y.fits’ and raw/z.fits 3/4", Optional.empty(),
				List.of()), note);
		assertFalse(kept.toString().contains("anna"));
	}
}
