// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/http_upload.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/data_forms.h"
#include "core/xmpp/iq.h"

#include <algorithm>
#include <array>

namespace sotto::xmpp {
namespace {

constexpr std::array<std::string_view, 3> kHeaders{"authorization", "cookie", "expires"};
constexpr std::size_t kMostUrl = 2000;
constexpr std::size_t kMostHeader = 4096;
constexpr std::string_view kDiscoInfoNs = "http://jabber.org/protocol/disco#info";

bool isUsableUrl(std::string_view url)
{
    return url.starts_with("https://") && url.size() <= kMostUrl &&
        std::ranges::all_of(url, [](char c) { return c > 0x20 && c < 0x7F; });
}

std::string small(std::string_view text)
{
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool isUsableHeader(std::string_view name, std::string_view value)
{
    return std::ranges::find(kHeaders, small(name)) != kHeaders.end() &&
        value.size() <= kMostHeader &&
        std::ranges::all_of(value, [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

std::optional<std::uint64_t> maxFileSize(const Element& iq)
{
    const auto* query = iq.child("query", kDiscoInfoNs);
    if (!query)
        return std::nullopt;
    for (const auto& child : query->children) {
        const auto form = parseDataForm(child);
        if (form && form->formType == kHttpUploadNs)
            return parseNumber<std::uint64_t>(form->value("max-file-size"));
    }
    return std::nullopt;
}

Element buildSlotRequest(const Jid& service, std::string_view name, std::uint64_t size)
{
    return buildIqGet(Element{"request", kHttpUploadNs}
                          .set("filename", name)
                          .set("size", std::to_string(size))
                          .set("content-type", "application/octet-stream"),
                      service);
}

Result<UploadSlot> parseSlot(const Element& iq)
{
    const auto* slot = iq.child("slot", kHttpUploadNs);
    const auto* put = slot ? slot->child("put", kHttpUploadNs) : nullptr;
    const auto* get = slot ? slot->child("get", kHttpUploadNs) : nullptr;
    if (!put || !get || !isUsableUrl(put->attribute("url")) || !isUsableUrl(get->attribute("url")))
        return Error{Errc::Malformed, "upload slot"};
    UploadSlot out{std::string{put->attribute("url")}, std::string{get->attribute("url")}};
    for (const auto& header : put->children)
        if (header.is("header", kHttpUploadNs) &&
            isUsableHeader(header.attribute("name"), header.text))
            out.headers.emplace_back(header.attribute("name"), header.text);
    return out;
}

}  // namespace sotto::xmpp
