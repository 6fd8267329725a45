// SPDX-License-Identifier: GPL-3.0-or-later
// A file's way out: into the vault, to the relay, and then its message.
#include "core/base/encoding.h"
#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/domain/file_name.h"
#include "core/engine/file_desk.h"
#include "core/xmpp/file_link.h"

#include <QUrl>

#include <algorithm>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr int kMostTries = 5;  // on one stream; then the person decides
constexpr auto kAgain = 5s;

ProblemKind problemOf(Upload::End how)
{
    switch (how) {
    case Upload::End::NoService:
        return ProblemKind::FileNoService;
    case Upload::End::TooLarge:
        return ProblemKind::FileTooLarge;
    case Upload::End::BadPlace:
        return ProblemKind::FileHostRefused;
    case Upload::End::Lost:
        return ProblemKind::FileUnreadable;
    case Upload::End::Broken:
    case Upload::End::Whole:
        break;
    }
    return ProblemKind::FileNotMoved;
}

}  // namespace

void FileDesk::send(std::unique_ptr<QIODevice> source, Parcel parcel)
{
    if (m_outbound.isStopped()) {
        Q_EMIT problem(ProblemKind::CloneDetected);
        return;
    }
    const auto mayWrite = mayWriteTo(parcel.to);
    const auto taken =
        mayWrite && *mayWrite ? takeIn(std::move(source), parcel) : Result<Done>{Done{}};
    if (!mayWrite || !taken)
        tell(mayWrite ? taken.error() : mayWrite.error());
}

Result<bool> FileDesk::mayWriteTo(ConversationId to)
{
    SOTTO_TRY_ASSIGN(const auto conversation, m_context.stores.conversations.get(to));
    SOTTO_TRY_ASSIGN(const auto room, m_context.stores.rooms.find(to));
    const bool isClosed = room && room->state == store::RoomState::Closed;
    if (isClosed)
        Q_EMIT problem(ProblemKind::RoomGone);
    return conversation && !isClosed;
}

bool FileDesk::mayBeSent(const std::string& name, FileKind kind, std::int64_t size)
{
    const auto& types = m_settings.files.types;
    const bool isAllowed = !isDangerous(name, kind) &&
        std::ranges::any_of(types,
                            [&](const std::string& type) { return isOfType(type, name, kind); });
    if (!isAllowed)
        Q_EMIT problem(ProblemKind::FileKindRefused);
    else if (size > m_settings.files.mostBytes)
        Q_EMIT problem(ProblemKind::FileTooLarge);
    return isAllowed && size <= m_settings.files.mostBytes;
}

/// Errors: Storage, StorageFull; everything else was told.
Result<Done> FileDesk::takeIn(std::unique_ptr<QIODevice> source, const Parcel& parcel)
{
    if (!source->open(QIODevice::ReadOnly) || source->isSequential() || source->size() == 0) {
        Q_EMIT problem(ProblemKind::FileUnreadable);
        return Done{};
    }
    const auto first = source->peek(static_cast<qint64>(kKindBytes));
    const auto kind = kindOf(viewOf({first.data(), static_cast<std::size_t>(first.size())}),
                             source->size() == first.size());
    if (!mayBeSent(safeFileName(parcel.name.toStdString()), kind, source->size()))
        return Done{};
    const bool strips = m_settings.files.stripMetadata;
    auto parts = partsToSend(*source, strips ? kind : FileKind::Other);
    if (!parts) {
        Q_EMIT problem(ProblemKind::FileUnreadable);
        return Done{};
    }
    SOTTO_TRY_ASSIGN(auto writer, m_files.create());
    auto intake = std::make_unique<FileIntake>(std::move(source), *std::move(parts), kind,
                                               std::move(writer), m_context.time.scheduler);
    auto* const one = intake.get();
    connect(one, &FileIntake::finished, this,
            [this, parcel, one](const Result<Done>& how) { onTaken(parcel, *one, how); });
    m_intakes.insert(std::move(intake));
    one->start();
    return Done{};
}

void FileDesk::onTaken(const Parcel& parcel, FileIntake& intake, const Result<Done>& how)
{
    const auto own = std::ranges::find(m_intakes, &intake, &std::unique_ptr<FileIntake>::get);
    auto node = m_intakes.extract(own);
    node.value().release()->deleteLater();  // we are inside its signal
    if (!how && how.error().code == Errc::Malformed) {
        Q_EMIT problem(ProblemKind::FileUnreadable);
        return;
    }
    if (!how) {
        tell(how.error());
        return;
    }
    const auto taken = intake.take();
    const auto id = addMessage(parcel, taken);
    if (!id) {
        m_files.remove(taken.file.name);
        tell(id.error());
        return;
    }
    m_waiting.push_back(*id);
    Q_EMIT messageChanged(*id);
    startNext();
}

Result<MessageId> FileDesk::addMessage(const Parcel& parcel, const FileIntake::Taken& taken)
{
    const auto now = m_context.nowMs();
    store::MessageRow row{.conversation = parcel.to, .outgoing = true, .sender = m_context.self};
    row.senderDevice = m_context.device;
    row.originId = crypto::uuidV4();
    row.sentAtMs = row.receivedAtMs = now;
    row.delivery = Delivery::Draft;
    store::AttachmentRow file{
        .name = safeFileName(parcel.name.toStdString()), .kind = taken.kind, .size = taken.size};
    file.sha256 = taken.sha256;
    file.iv = crypto::randomBytes(crypto::kGcmIvSize);
    file.key = crypto::randomSecret(32);
    file.here = taken.file.clone();
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(file.message, m_context.stores.messages.add(row));
    SOTTO_TRY(m_context.stores.attachments.add(file));
    SOTTO_TRY(m_context.stores.patients.add(file.message, parcel.about));
    SOTTO_TRY(transaction.commit());
    return file.message;
}

/// One at a time, in order: each gets the whole line.
void FileDesk::startNext()
{
    if (m_upload || m_waiting.empty() || !m_outbound.mayLeave() || !m_link.isOnline())
        return;
    startUpload(m_waiting.front());
}

void FileDesk::startUpload(MessageId id)
{
    const auto row = m_context.stores.attachments.get(id);
    if (!row) {
        tell(row.error());
        return;
    }
    if (!*row || !m_settings.makeFileTransfer) {
        const auto why = *row ? ProblemKind::FileNoService : ProblemKind::FileUnreadable;
        fail(id, why);
        Q_EMIT problem(why);
        return;
    }
    m_uploading = id;
    m_uploaded = 0;
    m_upload = std::make_unique<Upload>(m_service, m_settings, places());
    connect(m_upload.get(), &Upload::progressed, this,
            [this, id](int permille) { show(id, m_uploaded, permille); });
    connect(m_upload.get(), &Upload::ended, this,
            [this, id](Upload::End how) { onUploaded(id, how); });
    m_upload->start(m_files, **row, shownName(**row));
}

/// Phones show a file by the ending of its link; where there are none the relay learns nothing.
std::string FileDesk::shownName(const store::AttachmentRow& row) const
{
    auto name = toHex(crypto::randomBytes(8));
    if (m_context.phones.reach == PhoneRules::Reach::Nobody)
        return name;
    const auto dot = row.name.rfind('.');
    return dot == std::string::npos ? name : name + row.name.substr(dot);
}

void FileDesk::onUploaded(MessageId id, Upload::End how)
{
    const auto url = m_upload->url();
    m_upload.release()->deleteLater();  // we are inside its signal
    m_uploading = {};
    if (how == Upload::End::Whole) {
        const auto peer = commitLink(id, url);
        if (!peer) {
            tell(peer.error());  // it waits, and goes again
            return;
        }
        std::erase(m_waiting, id);
        m_tries = 0;
        Q_EMIT messageChanged(id);
        m_outbound.pump(*peer);
    } else if (how == Upload::End::Broken && ++m_tries < kMostTries) {
        Q_EMIT messageChanged(id);
        m_again = m_context.time.scheduler.after(kAgain * m_tries, [this] { startNext(); });
        return;
    } else {
        fail(id, problemOf(how));
        Q_EMIT problem(problemOf(how));
    }
    startNext();
}

/// From here on it is a message like any other. Gives whom it is for.
Result<Jid> FileDesk::commitLink(MessageId id, const std::string& url)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(auto file, stores.attachments.get(id));
    SOTTO_TRY_ASSIGN(const auto message, stores.messages.get(id));
    if (!file || !message)
        return Error{Errc::Storage, "the message of a file is gone"};
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.get(message->conversation));
    if (!conversation)
        return Error{Errc::Storage, "the conversation of a file is gone"};
    const xmpp::FileLink link{url, file->iv, std::move(file->key)};
    SOTTO_TRY(stores.messages.setBody(id, xmpp::buildFileLink(link)));
    SOTTO_TRY(stores.messages.advance(id, Delivery::Queued, m_context.nowMs()));
    const auto host = QUrl{QString::fromStdString(url)}.host().toStdString();
    SOTTO_TRY(stores.account.setValue(kFileHost, sotto::viewOf(host)));
    SOTTO_TRY(transaction.commit());
    return conversation->peer;
}

/// Told with the message; kept, so that it can be tried again.
void FileDesk::fail(MessageId id, ProblemKind why)
{
    std::erase(m_waiting, id);
    m_tries = 0;
    m_trouble[id] = why;
    const auto noted = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.stores.messages.advance(id, Delivery::Failed, m_context.nowMs()));
        return transaction.commit();
    }();
    if (!noted)
        tell(noted.error());
    Q_EMIT messageChanged(id);
}

bool FileDesk::retry(MessageId id)
{
    const auto message = m_context.stores.messages.get(id);
    const auto row = m_context.stores.attachments.get(id);
    const bool isOurs =
        message && *message && row && *row && (*message)->outgoing && (*message)->body.empty();
    if (!isOurs)
        return false;
    m_trouble.erase(id);
    if (std::ranges::find(m_waiting, id) == m_waiting.end())
        m_waiting.push_back(id);
    Q_EMIT messageChanged(id);
    goOn();
    return true;
}

}  // namespace sotto::engine
