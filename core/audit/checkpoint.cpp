// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/checkpoint.h"

#include "core/audit/event.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/crypto/signature.h"

#include <algorithm>
#include <fstream>

namespace sotto::audit {
namespace {

constexpr std::string_view kContext = "sotto audit checkpoint v1\n";
constexpr std::string_view kRecordStart = "{\"seq\":";
constexpr std::size_t kMaxAnchorLine = 64 * 1024;  // a collector's header and one record
const std::string kSeedName = "checkpoint.key", kPublicName = "checkpoint.pub";

/// No id contains a line's end, so that two different places never give the same bytes.
std::string signedBytes(std::string_view installId, std::string_view bootId, std::uint64_t seq,
                        std::string_view prev)
{
    std::string bytes{kContext};
    bytes.append(installId).append("\n").append(bootId).append("\n");
    return bytes.append(std::to_string(seq)).append("\n").append(prev);
}

Result<crypto::SigningKeyPair> findKey(const AuditFolder& folder)
{
    SOTTO_TRY_ASSIGN(const auto stored, folder.read(kSeedName, 0, crypto::kSigningSeedSize + 1));
    if (stored && !stored->empty())  // else it was made, and then the power went
        return crypto::signingKeyPairFrom(stored->view());
    auto made = crypto::makeSigningKeyPair();
    SOTTO_TRY(folder.overwrite(kPublicName, viewOf(toHex(made.publicKey) + '\n')));
    SOTTO_TRY(folder.overwrite(kSeedName, made.seed.view()));
    return made;
}

/// The record in what a collector kept: as it is, or as a FHIR or DICOM message carries it.
std::string recordIn(std::string_view kept)
{
    if (const auto at = kept.find(kRecordStart); at != kept.npos)
        return std::string{kept.substr(at)};
    for (const std::string_view before :
         {R"("type":"record","valueBase64Binary":")", R"(type="record" value=")"}) {
        const auto at = kept.find(before);
        if (at == kept.npos)
            continue;
        const auto text = kept.substr(at + before.size());
        const auto line = fromBase64(text.substr(0, text.find('"')));
        return line ? std::string{textOf(*line)} : std::string{};
    }
    return {};
}

std::optional<Anchor> anchorIn(std::string_view kept, const std::optional<Bytes>& checkpointKey)
{
    const auto line = recordIn(kept);
    const auto record = parseRecord(line);
    if (!record || (checkpointKey && !hasValidSignature(*record, *checkpointKey)))
        return std::nullopt;
    return Anchor{record->seq, crypto::sha256(viewOf(line)), std::string{record->installId},
                  std::string{record->ts}};
}

}  // namespace

Result<std::string> signCheckpoint(const AuditFolder& folder, const RecordFrame& frame)
{
    SOTTO_TRY_ASSIGN(const auto pair, findKey(folder));
    const auto bytes = signedBytes(frame.installId, frame.bootId, frame.seq, toHex(frame.prev));
    SOTTO_TRY_ASSIGN(const auto signature, crypto::sign(pair, viewOf(bytes)));
    return toHex(signature);
}

bool hasValidSignature(const ParsedRecord& checkpoint, ByteView publicKey)
{
    const auto signature = fromHex(checkpoint.object);
    const auto bytes =
        signedBytes(checkpoint.installId, checkpoint.bootId, checkpoint.seq, checkpoint.prev);
    return checkpoint.event == toName(EventKind::Checkpoint) && signature &&
        signature->size() == crypto::kSignatureSize &&
        crypto::verifySignature(publicKey, viewOf(bytes), *signature);
}

std::optional<Bytes> readCheckpointKey(const std::filesystem::path& folder)
{
    std::ifstream stream{folder / kPublicName, std::ios::binary};
    std::string text(2 * crypto::kSigningPublicKeySize, '\0');
    if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())))
        return std::nullopt;
    auto key = fromHex(text);
    return key ? std::optional{*std::move(key)} : std::nullopt;
}

Result<std::vector<Anchor>> readAnchors(const std::filesystem::path& file,
                                        const std::optional<Bytes>& checkpointKey)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream)
        return Error{Errc::Storage, "anchors"};
    std::vector<Anchor> anchors;
    std::string line(kMaxAnchorLine, '\0');
    while (stream.getline(line.data(), static_cast<std::streamsize>(line.size())) ||
           stream.gcount() > 0) {
        const auto length = static_cast<std::size_t>(stream.gcount()) - (stream.eof() ? 0 : 1);
        std::string_view text{line.data(), std::min(length, line.size() - 1)};
        if (text.ends_with('\r'))
            text.remove_suffix(1);
        if (auto anchor = anchorIn(text, checkpointKey))
            anchors.push_back(*std::move(anchor));
        if (stream.fail() && !stream.eof())
            stream.clear();  // a line that is too long: its rest is a line of its own
    }
    std::ranges::stable_sort(anchors, {}, &Anchor::seq);
    return anchors;
}

std::vector<Anchor> anchorsIn(const std::vector<std::string>& lines,
                              const std::optional<Bytes>& checkpointKey)
{
    std::vector<Anchor> anchors;
    for (const auto& line : lines)
        if (auto anchor = anchorIn(line, checkpointKey))
            anchors.push_back(*std::move(anchor));
    std::ranges::stable_sort(anchors, {}, &Anchor::seq);
    return anchors;
}

}  // namespace sotto::audit
