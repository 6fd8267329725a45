// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A vault is open in one process only (core/store, store-2), so an archive that runs answers for
// it: `sottoctl archive search` in another process of the same account asks through a socket in
// the archive's private folder, with the password of the archive, and reads what comes back.

#include "app/ctl/archive_query.h"
#include "core/base/file_descriptor.h"
#include "core/engine/engine.h"

#include <QLocalServer>
#include <QObject>

#include <functional>

namespace sotto::app {

/// Where the two meet. A socket's path has 107 bytes at most (unix(7)); that of a longer one leads
/// through the open folder.
class ArchiveSocket {
public:
    explicit ArchiveSocket(std::filesystem::path folder);

    QString path() const { return m_path; }

private:
    FileDescriptor m_folder;
    QString m_path;
};

/// The running archive's end: proves the password against the vault as a door does, with the same
/// limit of tries, has the question recorded, and answers a piece at a time. Engine thread only.
class ArchiveDoor final : public QObject {
    Q_OBJECT
public:
    ArchiveDoor(engine::Engine& engine, Surroundings surroundings, QString address, Time time);
    ~ArchiveDoor() override;

    /// Once the vault is open. False: nobody can ask while this runs.
    bool open();

private:
    class Visit;

    void onVisit();

    engine::Engine& m_engine;
    Surroundings m_surroundings;
    QString m_address;
    Time m_time;
    ArchiveSocket m_socket;
    QLocalServer m_server;
};

/// What an archive that runs answers, or where nobody has its vault open.
struct ArchiveReply {
    int exitCode = 0;
    std::string words{};  ///< to the person; may be empty
};

/// Asks one that runs. `password` is asked for only then; `take` gets the answer's bytes, and
/// gives false where they cannot be kept. No value: none runs here. Blocks.
std::optional<ArchiveReply> askRunning(const Surroundings& surroundings, const QString& address,
                                       const ArchiveQuery& query,
                                       const std::function<std::optional<SecretBytes>()>& password,
                                       const std::function<bool(ByteView)>& take);

}  // namespace sotto::app
