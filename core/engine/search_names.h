// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/word_index.h"
#include "core/engine/directory.h"

#include <map>
#include <vector>

namespace sotto::engine {

/// The people and conversations that a search can name, as they were at the last refresh().
/// Engine thread only.
class SearchNames {
public:
    struct Name {
        Jid address;
        SafeText title;
        ConversationId conversation{};  ///< value 0: there is none yet
        bool isRoom = false;
    };

    SearchNames(VaultContext& context, const Directory& directory)
        : m_context(context),
          m_directory(directory)
    {
    }

    Result<Done> refresh();

    /// Those in which each word begins a word, best first.
    std::vector<Name> find(const QString& words) const;
    /// Read anew if it is not known yet.
    Name of(ConversationId conversation);

private:
    VaultContext& m_context;
    const Directory& m_directory;
    std::vector<Name> m_names;
    std::map<ConversationId, std::size_t> m_byConversation;
    WordIndex m_index;
};

}  // namespace sotto::engine
