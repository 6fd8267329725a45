// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/scram.h"

#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/crypto/kdf.h"

#include <QString>

#include <algorithm>
#include <charconv>
#include <optional>

namespace sotto::relay {
namespace {

constexpr std::uint32_t kMinIterations = 4'096;       // RFC 7677, 4
constexpr std::uint32_t kMaxIterations = 10'000'000;  // some seconds of work: no more

/// The comma-separated "k=value" fields of a SCRAM message. Errors: Malformed.
Result<std::vector<std::pair<char, std::string_view>>> fieldsOf(std::string_view message)
{
    std::vector<std::pair<char, std::string_view>> fields;
    while (true) {
        const auto field = message.substr(0, message.find(','));
        if (field.size() < 2 || field[1] != '=')
            return Error{Errc::Malformed, "scram field"};
        fields.emplace_back(field[0], field.substr(2));
        if (field.size() == message.size())
            return fields;
        message.remove_prefix(field.size() + 1);
    }
}

struct Challenge {
    std::string_view nonce;
    Bytes salt;
    std::uint32_t iterations = 0;
    std::optional<std::string_view> downgradeHash;
};

/// RFC 5802, 7: r, s, i in this order, then extensions; "m" first means: must understand.
Result<Challenge> parseChallenge(std::string_view message)
{
    SOTTO_TRY_ASSIGN(const auto fields, fieldsOf(message));
    if (fields.front().first == 'm')
        return Error{Errc::Unsupported, "scram mandatory extension"};
    if (fields.size() < 3 || fields[0].first != 'r' || fields[1].first != 's' ||
        fields[2].first != 'i')
        return Error{Errc::Malformed, "scram challenge"};
    Challenge challenge;
    challenge.nonce = fields[0].second;
    SOTTO_TRY_ASSIGN(challenge.salt, fromBase64(fields[1].second));
    const auto digits = fields[2].second;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), challenge.iterations);
    if (error != std::errc{} || end != digits.data() + digits.size() || challenge.salt.empty())
        return Error{Errc::Malformed, "scram challenge"};
    if (challenge.iterations < kMinIterations || challenge.iterations > kMaxIterations)
        return Error{Errc::Unsupported, "scram iterations"};
    for (std::size_t index = 3; index < fields.size(); ++index) {
        if (fields[index].first == 'h' && !challenge.downgradeHash)
            challenge.downgradeHash = fields[index].second;
    }
    return challenge;
}

std::string escapedName(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c == '=')
            out += "=3D";
        else if (c == ',')
            out += "=2C";
        else
            out += c;
    }
    return out;
}

std::string joined(std::vector<std::string>& items)
{
    std::ranges::sort(items);
    std::string out;
    for (const auto& item : items)
        out += (&item == items.data() ? "" : "\x1e") + item;
    return out;
}

/// SASLprep (RFC 4013) as far as it changes a password that a keyboard can produce: other
/// spaces become U+0020, soft hyphen and joiners vanish, the rest is NFKC.
SecretBytes prepared(SecretBytes password)
{
    if (std::ranges::all_of(password.view(), [](std::uint8_t byte) { return byte < 0x80; }))
        return password;
    QString text;
    QString typed = QString::fromUtf8(reinterpret_cast<const char*>(password.data()),
                                      static_cast<qsizetype>(password.size()));
    for (const QChar c : std::as_const(typed)) {
        const auto code = c.unicode();
        if (code == 0x00AD || code == 0x2060 || code == 0xFEFF ||
            (code >= 0x200B && code <= 0x200D) || (code >= 0xFE00 && code <= 0xFE0F))
            continue;
        text.append(code > 0x7F && c.category() == QChar::Separator_Space ? QChar(u' ') : c);
    }
    QString normal = text.normalized(QString::NormalizationForm_KC);
    QByteArray utf8 = normal.toUtf8();
    SecretBytes out{viewOf({utf8.constData(), static_cast<std::size_t>(utf8.size())})};
    for (QString* copy : {&typed, &text, &normal})
        wipe(copy->data(), static_cast<std::size_t>(copy->size()) * sizeof(QChar));
    wipe(utf8.data(), static_cast<std::size_t>(utf8.size()));
    return out;
}

}  // namespace

std::string downgradeHash(OfferedMechanisms offered)
{
    auto text = joined(offered.mechanisms);
    if (!offered.channelBindings.empty())
        text += "\x1f" + joined(offered.channelBindings);
    return toBase64(crypto::sha256(viewOf(text)));
}

Scram::Scram(Settings settings, SecretBytes password)
    : m_settings(std::move(settings)),
      m_password(prepared(std::move(password)))
{
}

std::string Scram::gs2Header() const
{
    if (!m_settings.channelBinding.empty())
        return "p=tls-exporter,,";
    // "y" would say that the relay lacks -PLUS; where it offers it that is a lie which the
    // relay must treat as an attack (RFC 5802, 6).
    return m_settings.relayOffersPlus ? "n,," : "y,,";
}

std::string Scram::bare() const
{
    return "n=" + escapedName(m_settings.user) + ",r=" + m_settings.nonce;
}

std::string Scram::first() const
{
    return gs2Header() + bare();
}

Result<std::string> Scram::final(std::string_view challengeText, const OfferedMechanisms& offered)
{
    SOTTO_TRY_ASSIGN(const auto challenge, parseChallenge(challengeText));
    if (!challenge.nonce.starts_with(m_settings.nonce) ||
        challenge.nonce.size() == m_settings.nonce.size())
        return Error{Errc::Forged, "scram nonce"};
    if (challenge.downgradeHash && *challenge.downgradeHash != downgradeHash(offered))
        return Error{Errc::Forged, "downgrade hash"};
    m_sawHash = challenge.downgradeHash.has_value();

    SOTTO_TRY_ASSIGN(
        const auto salted,
        crypto::pbkdf2HmacSha256(m_password.view(), challenge.salt, challenge.iterations));
    m_password = {};
    auto binding = bytesOf(gs2Header());
    binding.insert(binding.end(), m_settings.channelBinding.begin(),
                   m_settings.channelBinding.end());
    const auto withoutProof = "c=" + toBase64(binding) + ",r=" + std::string{challenge.nonce};
    const auto message = bare() + "," + std::string{challengeText} + "," + withoutProof;

    const auto clientKey = crypto::hmacSha256(salted.view(), viewOf("Client Key"));
    const auto storedKey = crypto::sha256(clientKey.view());
    auto proof = crypto::hmacSha256(storedKey, viewOf(message));
    for (std::size_t index = 0; index < proof.size(); ++index)
        proof.data()[index] ^= clientKey.data()[index];
    const auto serverKey = crypto::hmacSha256(salted.view(), viewOf("Server Key"));
    m_serverSignature = crypto::hmacSha256(serverKey.view(), viewOf(message));
    return withoutProof + ",p=" + toBase64(proof.view());
}

Result<Done> Scram::verify(std::string_view serverFinal) const
{
    SOTTO_TRY_ASSIGN(const auto fields, fieldsOf(serverFinal));
    if (fields.front().first == 'e')
        return Error{Errc::Denied, "scram error"};
    if (fields.front().first != 'v')
        return Error{Errc::Malformed, "scram final"};
    SOTTO_TRY_ASSIGN(const auto signature, fromBase64(fields.front().second));
    if (m_serverSignature.empty() || !equalInConstantTime(signature, m_serverSignature.view()))
        return Error{Errc::Forged, "scram signature"};
    return Done{};
}

}  // namespace sotto::relay
