// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/trusted_files.h"

#include "core/policy/policy_text.h"

namespace sotto::policy {

Finding fileError(FindingKind kind, std::string file, std::string sentence)
{
    return {Severity::Error, kind, std::move(file), 0, {}, std::move(sentence)};
}

namespace {

std::string sentenceFor(FileTrust trust)
{
    switch (trust) {
    case FileTrust::SymbolicLink:
        return "It is a symbolic link; a policy must be a file of its own.";
    case FileTrust::NotAFile:
        return "It is not an ordinary file.";
    case FileTrust::WrongOwner:
        return "It does not belong to the administrator (root).";
    case FileTrust::WritableByOthers:
        return "Others than the administrator may change it; its mode should be 0644.";
    case FileTrust::FolderNotTrusted:
        return "Others than the administrator may change the folder it lies in.";
    case FileTrust::TooLarge:
        return "It is larger than 1 MiB.";
    case FileTrust::Missing:
    case FileTrust::Unreadable:
    case FileTrust::Trusted:
        break;
    }
    return "It cannot be read.";
}

}  // namespace

Finding trustFault(FileTrust trust, std::string file)
{
    const bool isRead = trust == FileTrust::TooLarge || trust == FileTrust::Unreadable ||
        trust == FileTrust::Missing;
    return fileError(isRead ? FindingKind::Unreadable : FindingKind::NotTrusted, std::move(file),
                     sentenceFor(trust));
}

std::optional<Bytes> pinnedKey(const TrustedFile& pin, std::vector<Finding>& findings)
{
    if (pin.trust == FileTrust::Missing)
        return std::nullopt;
    const bool readable = pin.trust == FileTrust::Trusted;
    if (readable) {
        if (auto key = parsePinnedKey(pin.bytes))
            return *std::move(key);
    }
    findings.push_back(fileError(FindingKind::NoPinnedKey, std::string{kPinnedKeyFile},
                                 readable ? "It must be one line of 64 hexadecimal digits."
                                          : sentenceFor(pin.trust)));
    return std::nullopt;
}

std::optional<Finding> signatureFault(const std::filesystem::path& path, std::string_view content,
                                      ByteView key, const TrustedReader& reader, Signed kind)
{
    const auto name = path.filename().string();
    const auto signature = reader(signaturePathOf(path));
    if (signature.trust == FileTrust::Missing)
        return fileError(FindingKind::NotSigned, printable(name),
                         kind == Signed::Policy
                             ? "It is not signed; this workstation accepts signed policies only. "
                               "Sign it with \"sottoctl policy sign\"."
                             : "It is not signed. Sign it with \"sottoctl devices sign\".");
    if (signature.trust != FileTrust::Trusted)
        return trustFault(signature.trust, printable(name) + ".sig");
    if (verifyPolicy(key, name, content, signature.bytes, kind))
        return std::nullopt;
    return fileError(FindingKind::BadSignature, printable(name),
                     "Its signature is not the clinic's, or the file was changed after it was "
                     "signed.");
}

}  // namespace sotto::policy
