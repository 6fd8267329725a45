// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/file_link.h"

#include "core/base/encoding.h"
#include "core/xmpp/attribute_values.h"

#include <QUrl>

#include <algorithm>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kFileNs = "urn:x-sotto:file:0";
constexpr std::string_view kSecret = "aesgcm";
constexpr std::string_view kOpen = "https";
constexpr std::size_t kMostLink = 2048;
constexpr std::size_t kMostName = 1024;  // bytes
constexpr std::size_t kMostType = 128;
constexpr std::size_t kKeySize = 32;
constexpr std::uint64_t kMostSize = std::uint64_t{1} << 36;  // what one key of GCM may seal

Error malformed()
{
    return {Errc::Malformed, "link to a file"};
}

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7F;
}

}  // namespace

std::string buildFileLink(const FileLink& link)
{
    return std::string{kSecret} + link.url.substr(kOpen.size()) + "#" + toHex(link.iv) +
        toHex(link.key.view());
}

Result<FileLink> parseFileLink(std::string_view body)
{
    const auto hash = body.find('#');
    if (!body.starts_with("aesgcm://") || body.size() > kMostLink ||
        hash == std::string_view::npos || !std::ranges::all_of(body, isVisible))
        return malformed();
    auto secret = fromHex(body.substr(hash + 1));
    if (!secret || (secret->size() != 12 + kKeySize && secret->size() != 16 + kKeySize))
        return malformed();
    FileLink link;
    link.url = std::string{kOpen}.append(body.substr(kSecret.size(), hash - kSecret.size()));
    const QUrl url(QString::fromStdString(link.url), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        link.url.find('@') < link.url.find('/', kOpen.size() + 3))
        return malformed();
    const auto ivSize = secret->size() - kKeySize;
    link.iv.assign(secret->begin(), secret->begin() + static_cast<std::ptrdiff_t>(ivSize));
    link.key = SecretBytes{ByteView{*secret}.subspan(ivSize)};
    wipe(*secret);
    return link;
}

Element buildFileInfo(const FileInfo& info)
{
    return Element{"file", kFileNs}
        .set("name", info.name)
        .set("type", info.mediaType)
        .set("size", std::to_string(info.size))
        .set("sha256", toBase64(info.sha256));
}

bool isFileInfo(const Element& element)
{
    return element.is("file", kFileNs);
}

Result<FileInfo> parseFileInfo(const Element& element)
{
    const auto size = parseNumber<std::uint64_t>(element.attribute("size"));
    const auto hash = fromBase64(element.attribute("sha256"));
    FileInfo info{std::string{element.attribute("name")}, std::string{element.attribute("type")},
                  size.value_or(0), hash ? *hash : Bytes{}};
    if (!isFileInfo(element) || info.size == 0 || info.size > kMostSize ||
        info.sha256.size() != 32 || info.name.size() > kMostName ||
        info.mediaType.size() > kMostType)
        return Error{Errc::Malformed, "file"};
    return info;
}

}  // namespace sotto::xmpp
