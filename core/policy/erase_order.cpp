// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/erase_order.h"

#include "core/policy/policy_signature.h"

#include <QDateTime>

#include <array>

namespace sotto::policy {
namespace {

/// In the place of a file's name under the signature.
constexpr std::string_view kName = "erase-order";
constexpr std::string_view kTitle = "sotto-erase-order 1";
constexpr std::array<std::string_view, 3> kWords{"account ", "before ", "signature "};

Error malformed()
{
    return Error{Errc::Malformed, "erase order"};
}

/// The next line without its end, taken off `text`. Errors: Malformed (no line's end).
Result<std::string_view> takeLine(std::string_view& text)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos)
        return malformed();
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

Result<std::string_view> takeValue(std::string_view& text, std::string_view word)
{
    SOTTO_TRY_ASSIGN(auto line, takeLine(text));
    if (!line.starts_with(word))
        return malformed();
    line.remove_prefix(word.size());
    return line;
}

std::string timeText(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(time), Qt::UTC).toString(Qt::ISODate).toStdString();
}

std::string contentOf(const EraseOrder& order)
{
    std::string content{kTitle};
    content.append("\n").append(kWords[0]).append(order.account.toString());
    return content.append("\n").append(kWords[1]).append(timeText(order.before)).append("\n");
}

/// Only what we write ourselves: read and written again it is the same.
Result<EraseOrder> parseContent(std::string_view content)
{
    auto rest = content;
    SOTTO_TRY_ASSIGN(const auto title, takeLine(rest));
    SOTTO_TRY_ASSIGN(const auto account, takeValue(rest, kWords[0]));
    SOTTO_TRY_ASSIGN(const auto before, takeValue(rest, kWords[1]));
    const auto person = Jid::parseAccount(account);
    const auto time = QDateTime::fromString(
        QString::fromUtf8(before.data(), static_cast<qsizetype>(before.size())), Qt::ISODate);
    if (title != kTitle || !person || !time.isValid())
        return malformed();
    EraseOrder order{*person, wallTimeFromMs(time.toMSecsSinceEpoch())};
    if (contentOf(order) != content)
        return malformed();
    return order;
}

}  // namespace

Result<std::string> signEraseOrder(const crypto::SigningKeyPair& pair, const EraseOrder& order)
{
    auto content = contentOf(order);
    SOTTO_TRY(parseContent(content));
    SOTTO_TRY_ASSIGN(const auto signature, signPolicy(pair, kName, content, Signed::EraseOrder));
    return content.append(kWords[2]).append(signature);
}

Result<EraseOrder> verifyEraseOrder(ByteView publicKey, std::string_view text)
{
    if (text.size() > kMostEraseOrderBytes)
        return malformed();
    const auto split = text.rfind(kWords[2]);
    if (split == std::string_view::npos)
        return malformed();
    const auto content = text.substr(0, split);
    SOTTO_TRY_ASSIGN(auto order, parseContent(content));
    SOTTO_TRY(verifyPolicy(publicKey, kName, content, text.substr(split + kWords[2].size()),
                           Signed::EraseOrder));
    return order;
}

}  // namespace sotto::policy
