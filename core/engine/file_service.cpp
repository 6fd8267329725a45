// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/file_service.h"

#include "core/xmpp/disco.h"

namespace sotto::engine {
namespace {

constexpr std::size_t kMostServices = 20;

}  // namespace

struct FileService::Request {
    std::string name;
    std::uint64_t size = 0;
    Promise<xmpp::UploadSlot> promise;
};

Task<xmpp::UploadSlot> FileService::slot(std::string name, std::uint64_t size)
{
    auto request = std::make_shared<Request>();
    request->name = std::move(name);
    request->size = size;
    auto task = request->promise.task();
    if (m_found)
        ask(request);
    else
        find(request);
    return task;
}

void FileService::find(const std::shared_ptr<Request>& request)
{
    const auto domain = Jid::parse(m_link.person().domain());
    if (!m_link.isOnline() || !domain) {
        request->promise.finish(Error{Errc::Network, "not online"});
        return;
    }
    m_link.stream()
        .request(xmpp::buildDiscoItemsRequest(*domain))
        .then(this, [this, request, domain](const Result<xmpp::Element>& answer) {
            const auto items = answer ? xmpp::parseDiscoItems(*answer) : answer.error();
            if (!items) {
                request->promise.finish(items.error());
                return;
            }
            std::vector<Jid> places{items->begin(), items->end()};
            places.resize(std::min(places.size(), kMostServices), *domain);
            places.push_back(*domain);
            look(request, std::move(places));
        });
}

/// One after the other: the last of them first, which is the relay itself.
void FileService::look(const std::shared_ptr<Request>& request, std::vector<Jid> places)
{
    if (places.empty()) {
        request->promise.finish(Error{Errc::Unsupported, "the relay takes no files"});
        return;
    }
    const auto place = places.back();
    places.pop_back();
    m_link.stream()
        .request(xmpp::buildDiscoInfoRequest(place))
        .then(
            this,
            [this, request, place, rest = std::move(places)](const Result<xmpp::Element>& answer) {
                const auto info = answer ? xmpp::parseDiscoInfo(*answer) : answer.error();
                if (!answer && answer.error().code == Errc::Network) {
                    request->promise.finish(answer.error());
                } else if (info && info->has(xmpp::kHttpUploadNs)) {
                    m_found = Found{place, xmpp::maxFileSize(*answer)};
                    ask(request);
                } else {
                    look(request, rest);
                }
            });
}

void FileService::ask(const std::shared_ptr<Request>& request)
{
    if (m_found->most && request->size > *m_found->most) {
        request->promise.finish(Error{Errc::Denied, "larger than the relay takes"});
        return;
    }
    m_link.stream()
        .request(xmpp::buildSlotRequest(m_found->address, request->name, request->size))
        .then(this, [request](const Result<xmpp::Element>& answer) {
            request->promise.finish(answer ? xmpp::parseSlot(*answer)
                                           : Result<xmpp::UploadSlot>{answer.error()});
        });
}

}  // namespace sotto::engine
