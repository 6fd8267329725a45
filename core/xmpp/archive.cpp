// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/archive.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/data_forms.h"
#include "core/xmpp/forwarded.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/namespaces.h"
#include "core/xmpp/timestamps.h"

#include <algorithm>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kRsmNs = "http://jabber.org/protocol/rsm";

Element buildPaging(const ArchiveQuery& query)
{
    Element set{"set", kRsmNs};
    set.add(Element{"max", kRsmNs}.setText(std::to_string(query.max)));
    if (query.after)
        set.add(Element{"after", kRsmNs}.setText(*query.after));
    else if (query.before)
        set.add(Element{"before", kRsmNs}.setText(*query.before));
    return set;
}

bool isResult(const Element& element)
{
    return element.is("result", kArchiveNs);
}

bool isAskedArchive(const Origin& origin, const ArchiveSource& source)
{
    if (!source.room)
        return isOwnAccount(origin);
    return std::holds_alternative<Peer>(origin) && addressOf(origin, source.self) == *source.room;
}

bool isBareOf(std::string_view address, const Jid& account)
{
    const auto jid = Jid::parse(address);
    return jid && jid->bare() == account;
}

/// What lies in an archive was sent by its owner or to its owner (C9).
bool belongsHere(const Element& inner, const ArchiveSource& source)
{
    const bool isFrom = isBareOf(inner.attribute("from"), source.room.value_or(source.self.bare()));
    if (source.room)
        return isFrom;
    return isFrom || isBareOf(inner.attribute("to"), source.self.bare());
}

Result<std::optional<ArchiveEnd>> parseEnd(const Element& metadata, std::string_view name)
{
    const auto* element = metadata.child(name, kArchiveNs);
    if (!element)
        return std::optional<ArchiveEnd>{};
    const auto id = element->attribute("id");
    SOTTO_TRY_ASSIGN(const auto at, parseTimestamp(element->attribute("timestamp")));
    if (!isUsableId(id))
        return Error{Errc::Malformed, "archive metadata"};
    return std::optional{ArchiveEnd{std::string{id}, at}};
}

}  // namespace

Element buildArchiveQuery(const ArchiveQuery& query, const ArchiveSource& source)
{
    DataForm form{std::string{kArchiveNs}, {}};
    if (query.start)
        form.fields["start"] = {formatTimestamp(*query.start)};
    if (query.end)
        form.fields["end"] = {formatTimestamp(*query.end)};
    if (query.with)
        form.fields["with"] = {query.with->toString()};
    return buildIqSet(Element{"query", kArchiveNs}
                          .set("queryid", source.queryId)
                          .add(buildDataForm(form))
                          .add(buildPaging(query)),
                      source.room);
}

Element buildArchiveMetadataRequest(const std::optional<Jid>& room)
{
    return buildIqGet({"metadata", kArchiveNs}, room);
}

bool hasArchiveResult(const Element& message)
{
    return std::ranges::any_of(message.children, isResult);
}

std::string archiveQueryId(const Element& stanza)
{
    const auto found = std::ranges::find_if(stanza.children, [](const Element& child) {
        return isResult(child) || child.is("query", kArchiveNs);
    });
    return found == stanza.children.end() ? std::string{}
                                          : std::string{found->attribute("queryid")};
}

Result<std::optional<ArchivedMessage>>
parseArchiveResult(const Element& message, const Origin& origin, const ArchiveSource& source)
{
    if (!hasArchiveResult(message))
        return std::optional<ArchivedMessage>{};
    if (!isAskedArchive(origin, source))
        return Error{Errc::Forged, "archive result from another address"};
    if (std::ranges::count_if(message.children, isResult) != 1)
        return Error{Errc::Malformed, "several archive results"};
    const auto& result = *std::ranges::find_if(message.children, isResult);
    if (result.attribute("queryid") != source.queryId)
        return std::optional<ArchivedMessage>{};
    const auto id = result.attribute("id");
    if (!isUsableId(id))
        return Error{Errc::Malformed, "archive result without usable id"};
    SOTTO_TRY_ASSIGN(auto forwarded, parseForwarded(result));
    if (!belongsHere(forwarded.message, source))
        return Error{Errc::Forged, "archived message of strangers"};
    return std::optional{
        ArchivedMessage{std::string{id}, forwarded.sentAt, std::move(forwarded.message)}};
}

Result<ArchivePage> parseArchiveFin(const Element& iq)
{
    const auto* fin = iq.child("fin", kArchiveNs);
    const auto* set = fin ? fin->child("set", kRsmNs) : nullptr;
    if (!set)
        return Error{Errc::Malformed, "end of an archive page"};
    ArchivePage page;
    page.complete = isTrue(fin->attribute("complete"));
    page.first = set->childText("first", kRsmNs);
    page.last = set->childText("last", kRsmNs);
    page.count = parseNumber<std::uint32_t>(set->childText("count", kRsmNs));
    if (page.first.empty() != page.last.empty() || page.first.size() > kMaxIdBytes ||
        page.last.size() > kMaxIdBytes)
        return Error{Errc::Malformed, "end of an archive page"};
    return page;
}

Result<ArchiveMetadata> parseArchiveMetadata(const Element& iq)
{
    const auto* metadata = iq.child("metadata", kArchiveNs);
    if (!metadata)
        return Error{Errc::Malformed, "archive metadata"};
    ArchiveMetadata out;
    SOTTO_TRY_ASSIGN(out.oldest, parseEnd(*metadata, "start"));
    SOTTO_TRY_ASSIGN(out.newest, parseEnd(*metadata, "end"));
    return out;
}

}  // namespace sotto::xmpp
