// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jid.h"

#include <QList>
#include <QString>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace sotto {
namespace {

constexpr std::size_t kMaxPartOctets = 1023;                 // RFC 7622, 3.2 to 3.4
constexpr std::string_view kForbiddenInLocal = "\"&'/:<>@";  // RFC 7622, 3.3.1

bool isUnsafe(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Other_Format ||
        category == QChar::Other_Surrogate || category == QChar::Other_NotAssigned ||
        category == QChar::Separator_Line || category == QChar::Separator_Paragraph ||
        category == QChar::Separator_Space;
}

/// Case-folded NFC, the part of PRECIS UsernameCaseMapped (RFC 8265, 3.3) that decides
/// whether two addresses are the same. Width mapping comes with NFKC of the fold.
std::optional<std::string> normalised(std::string_view part, bool foldCase)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    QString text = decode(QByteArrayView(part.data(), static_cast<qsizetype>(part.size())));
    if (decode.hasError())
        return std::nullopt;
    if (foldCase)
        text = text.normalized(QString::NormalizationForm_KC).toCaseFolded();
    text = text.normalized(QString::NormalizationForm_C);
    const auto characters = text.toUcs4();
    if (std::ranges::any_of(characters,
                            [foldCase](uint c) { return isUnsafe(c) && (foldCase || c != U' '); }))
        return std::nullopt;
    auto out = text.toStdString();
    if (out.empty() || out.size() > kMaxPartOctets)
        return std::nullopt;
    return out;
}

}  // namespace

Jid::Jid(std::string local, std::string domain, std::string resource)
    : m_local(std::move(local)),
      m_domain(std::move(domain)),
      m_resource(std::move(resource))
{
}

Result<Jid> Jid::parse(std::string_view text)
{
    if (text.size() > 3 * kMaxPartOctets + 2)
        return Error{Errc::Malformed, "address too long"};
    const auto slash = text.find('/');
    const auto account = text.substr(0, slash);
    const auto at = account.find('@');

    std::string local;
    if (at != std::string_view::npos) {
        auto part = normalised(account.substr(0, at), true);
        if (!part || part->find_first_of(kForbiddenInLocal) != std::string::npos)
            return Error{Errc::Malformed, "local part of an address"};
        local = *std::move(part);
    }
    auto domain = normalised(at == std::string_view::npos ? account : account.substr(at + 1), true);
    if (!domain || domain->find('@') != std::string::npos || domain->front() == '.' ||
        domain->find("..") != std::string::npos)
        return Error{Errc::Malformed, "domain part of an address"};
    if (domain->back() == '.')
        domain->pop_back();  // RFC 7622, 3.2: the root's dot is no part of the name

    std::string resource;
    if (slash != std::string_view::npos) {
        auto part = normalised(text.substr(slash + 1), false);
        if (!part)
            return Error{Errc::Malformed, "resource part of an address"};
        resource = *std::move(part);
    }
    return Jid{std::move(local), *std::move(domain), std::move(resource)};
}

Result<Jid> Jid::parseAccount(std::string_view text)
{
    auto jid = parse(text);
    if (jid && (jid->local().empty() || !jid->resource().empty()))
        return Error{Errc::Malformed, "not the address of a person"};
    return jid;
}

std::string Jid::toString() const
{
    auto out = m_local.empty() ? m_domain : m_local + '@' + m_domain;
    if (!m_resource.empty())
        out += '/' + m_resource;
    return out;
}

}  // namespace sotto
