// Write the C2SP/CCTV age vectors as files: NAME.age and NAME.txt, the latter
// with the lines expect, payload, armored and key that the test reads.
import fs from "node:fs";
import zlib from "node:zlib";
import * as vectors from "cctv-age";

const dir = process.argv[2];
for (const [name, raw] of Object.entries(vectors)) {
	if (name === "default") continue;
	const bytes = Buffer.from(raw);
	const cut = bytes.indexOf("\n\n");
	const meta = {};
	for (const line of bytes.subarray(0, cut).toString().split("\n")) {
		const at = line.indexOf(": ");
		(meta[line.slice(0, at)] ??= []).push(line.slice(at + 2));
	}
	let body = bytes.subarray(cut + 2);
	if (meta.compressed?.[0] === "zlib") body = zlib.inflateSync(body);
	const keys = [
		...(meta.identity ?? []),
		...(meta.passphrase ?? []).map((p) => "pass:" + p),
	];
	fs.writeFileSync(`${dir}/${name}.age`, body);
	fs.writeFileSync(
		`${dir}/${name}.txt`,
		[meta.expect[0], meta.payload?.[0] ?? "-", meta.armored?.[0] ?? "no",
			...keys].join("\n") + "\n",
	);
}
