// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/attachments.h"

#include "core/domain/file_name.h"

#include <QUrl>

namespace sotto::engine {
namespace {

/// Phones name a file by the end of its link.
std::string nameIn(const std::string& url)
{
    return QUrl{QString::fromStdString(url)}.fileName(QUrl::FullyDecoded).toStdString();
}

AttachmentSnapshot::Kind shownKind(FileKind kind)
{
    switch (kind) {
    case FileKind::Png:
    case FileKind::Jpeg:
        return AttachmentSnapshot::Kind::Picture;
    case FileKind::Pdf:
    case FileKind::Text:
        return AttachmentSnapshot::Kind::Document;
    case FileKind::Other:
    case FileKind::Program:
        break;
    }
    return AttachmentSnapshot::Kind::Other;
}

}  // namespace

Result<std::optional<xmpp::FileInfo>> fileInfoOf(store::Stores& stores, MessageId message)
{
    SOTTO_TRY_ASSIGN(const auto row, stores.attachments.get(message));
    if (!row)
        return std::optional<xmpp::FileInfo>{};
    return std::optional{xmpp::FileInfo{row->name, std::string{mediaTypeOf(row->kind)},
                                        static_cast<std::uint64_t>(row->size), row->sha256}};
}

Result<Done> noteFile(store::Stores& stores, MessageId message, const xmpp::TextMessage& text)
{
    auto link = xmpp::parseFileLink(text.body);
    if (!link)
        return Done{};
    store::AttachmentRow row{.message = message};
    row.iv = std::move(link->iv);
    row.key = std::move(link->key);
    if (text.file) {
        row.name = safeFileName(text.file->name);
        row.kind = kindOfMediaType(text.file->mediaType);
        row.size = static_cast<std::int64_t>(text.file->size);
        row.sha256 = text.file->sha256;
    } else {
        row.name = safeFileName(nameIn(link->url));
        row.kind = kindNamed(row.name);
    }
    return stores.attachments.add(row);
}

AttachmentSnapshot atRest(const store::AttachmentRow& row)
{
    AttachmentSnapshot out;
    out.state = row.isHere() ? AttachmentSnapshot::State::Kept : AttachmentSnapshot::State::Offered;
    out.kind = shownKind(row.kind);
    out.name = SafeText::fromUtf8(row.name, SafeText::Kind::Name);
    out.size = row.size;
    out.blocked = isDangerous(row.name, row.kind);
    const auto named = kindNamed(row.name);
    out.misnamed = row.isHere() && named != FileKind::Other && named != row.kind;
    return out;
}

}  // namespace sotto::engine
