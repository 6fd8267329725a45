// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/removal_watch.h"

#include "core/base/log.h"
#include "core/engine/pep.h"
#include "core/omemo/removal.h"
#include "core/store/kin_file.h"

#include <algorithm>

namespace sotto::engine {
namespace {

/// The device that signed it. Errors: Malformed, Forged, NotFound (one that we do not know).
Result<store::KinFile::Device> signerOf(const xmpp::Element& item, const Jid& person,
                                        const store::KinFile& kin)
{
    SOTTO_TRY_ASSIGN(const auto removal, omemo::parseRemoval(item));
    const auto signer = std::ranges::find(kin.others, removal.by, &store::KinFile::Device::id);
    if (signer == kin.others.end())
        return Error{Errc::NotFound, "removed by a stranger"};
    SOTTO_TRY(omemo::verifyRemoval(removal, {{person, kin.own}, kin.ownKey}, signer->key));
    return *signer;
}

}  // namespace

RemovalWatch::RemovalWatch(RelayLink& link, std::filesystem::path folder)
    : m_link(link),
      m_folder(std::move(folder))
{
    connect(&m_link, &RelayLink::online, this, [this] { (void)look(); });
}

Task<bool> RemovalWatch::look()
{
    auto kin = store::KinFile::load(m_folder);
    if (!kin) {  // no vault was open here yet
        if (kin.error().code != Errc::NotFound)
            log::warning("engine", "the other devices are not known", {{"why", kin.error().code}});
        return readyTask<bool>(false);
    }
    auto promise = std::make_shared<Promise<bool>>();
    auto task = promise->task();
    const auto item = std::to_string(kin->own.value);
    fetchItem(m_link.stream(), m_link.person(), std::string{omemo::kRemovalNs}, item)
        .then(this,
              [this, promise,
               kin = *std::move(kin)](const Result<std::optional<xmpp::Element>>& found) {
                  if (!found || !*found) {
                      promise->finish(found ? Result<bool>{false} : Result<bool>{found.error()});
                      return;
                  }
                  const auto signer = signerOf(**found, m_link.person(), kin);
                  if (!signer)
                      log::warning("engine", "a removal was not believed",
                                   {{"why", signer.error().code}});
                  promise->finish(signer.has_value());
                  if (signer)
                      Q_EMIT removed(signer->compared);
              });
    return task;
}

}  // namespace sotto::engine
