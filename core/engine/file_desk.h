// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/attachment.h"
#include "core/api/patient.h"
#include "core/api/problem.h"
#include "core/engine/download.h"
#include "core/engine/file_intake.h"
#include "core/engine/file_saver.h"
#include "core/engine/file_service.h"
#include "core/engine/outbound.h"
#include "core/engine/settings.h"
#include "core/engine/upload.h"
#include "core/engine/vault_context.h"

#include <QByteArray>
#include <QObject>

#include <deque>
#include <map>
#include <memory>
#include <set>

namespace sotto::engine {

/// In the vault's account values: where our relay told us to put files.
inline constexpr std::string_view kFileHost = "file.host";

/// The files of messages.
///
/// Out: copied into the vault, then the message is there, as a Draft; uploaded, then its body
/// is the link, and from there on it is a message like any other. Each step ends with a
/// COMMIT; after a crash it goes on from the last one. In: a message offers a file, and nothing
/// is fetched before a person asks. Engine thread only.
class FileDesk final : public QObject {
    Q_OBJECT
public:
    FileDesk(VaultContext& context, RelayLink& link, Outbound& outbound,
             const EngineSettings& settings);
    ~FileDesk() override;

    /// Once: what a crash left behind is removed, what waited goes on.
    void start();
    /// The outbox may send: what waits is uploaded.
    void goOn();
    void onOffline();

    /// Of a file that shall go: where, its name there, and whom it is about.
    struct Parcel {
        ConversationId to;
        QString name;
        About about{};
    };

    void send(std::unique_ptr<QIODevice> source, Parcel parcel);
    void fetch(MessageId id);
    void cancel(MessageId id);
    void load(MessageId id);
    void save(MessageId id, const QString& path, const QString& reason);
    /// False: what failed was not the file's way to the relay.
    bool retry(MessageId id);

    std::optional<AttachmentSnapshot> snapshot(const store::MessageRow& message) const;

Q_SIGNALS:
    void messageChanged(sotto::MessageId id);
    void problem(sotto::ProblemKind kind);
    void loaded(sotto::MessageId id, QByteArray bytes);
    void saved(sotto::MessageId id);

private:
    struct Fetching {
        std::unique_ptr<Download> download;
        int permille = 0;
    };

    // file_desk_out.cpp
    Result<bool> mayWriteTo(ConversationId to);
    Result<Done> takeIn(std::unique_ptr<QIODevice> source, const Parcel& parcel);
    bool mayBeSent(const std::string& name, FileKind kind, std::int64_t size);
    void onTaken(const Parcel& parcel, FileIntake& intake, const Result<Done>& how);
    Result<MessageId> addMessage(const Parcel& parcel, const FileIntake::Taken& taken);
    void startNext();
    void startUpload(MessageId id);
    std::string shownName(const store::AttachmentRow& row) const;
    void onUploaded(MessageId id, Upload::End how);
    Result<Jid> commitLink(MessageId id, const std::string& url);
    void fail(MessageId id, ProblemKind why);

    // file_desk_in.cpp
    Result<Done> begin(const store::AttachmentRow& row, const std::string& url);
    void onFetched(MessageId id, Download::End how);
    Result<Done> commitKept(MessageId id, const Download::Kept& kept);
    void giveUp(MessageId id, ProblemKind why);
    void lose(MessageId id);
    Result<Done> forget(MessageId id);
    relay::FilePlaces places() const;
    Result<QByteArray> read(const store::AttachmentRow& row) const;
    std::optional<ProblemKind> refusalToSave(const store::AttachmentRow& row,
                                             const QString& reason);
    void onSaved(MessageId id, const Result<Done>& how);

    void tell(const Error& error);
    void show(MessageId id, int& permille, int now);

    VaultContext& m_context;
    RelayLink& m_link;
    Outbound& m_outbound;
    const EngineSettings& m_settings;
    store::VaultFiles m_files;
    FileService m_service;
    std::set<std::unique_ptr<FileIntake>> m_intakes;
    std::map<MessageId, Fetching> m_fetching;
    std::map<MessageId, std::unique_ptr<FileSaver>> m_saving;
    std::map<MessageId, ProblemKind> m_trouble;
    std::deque<MessageId> m_waiting;  ///< for their upload, in order
    std::unique_ptr<Upload> m_upload;
    MessageId m_uploading{};
    int m_uploaded = 0;  ///< permille
    int m_tries = 0;     ///< of the one that is first
    Scheduler::HandlePtr m_again;
};

}  // namespace sotto::engine
