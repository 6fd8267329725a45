// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation_files.h"

#include "ui/composer.h"
#include "ui/message_view.h"
#include "ui/picture_loader.h"
#include "ui/picture_viewer.h"

#include <QFileDialog>
#include <QStandardPaths>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kThumbnail = 640;  // px: twice the room in a bubble, for sharp displays

}  // namespace

ConversationFiles::ConversationFiles(Client& client, const Clock& clock, Doors doors, Parts parts,
                                     QWidget& pane)
    : QObject(&pane),
      m_client(client),
      m_parts(parts),
      m_pane(pane),
      m_wayOut(new WayOut(client, clock, doors, pane)),
      m_loader(new PictureLoader(client, doors.pictures, this))
{
    m_parts.model.setFileRules(m_loader->canShow(), m_wayOut->saving());
    connect(&m_parts.view, &MessageView::copyRequested, this, &ConversationFiles::copySelected);
    connect(&m_parts.view, &MessageView::pictureWanted, this,
            [this](MessageId id) { m_loader->want(id, kThumbnail); });
    connect(m_loader, &PictureLoader::loaded, this,
            [this](MessageId id, int side, const QImage& picture) {
                if (side == kThumbnail)
                    m_parts.model.setPicture(id, picture);
            });
    connect(m_loader, &PictureLoader::failed, this, [this](MessageId id, int side) {
        if (side == kThumbnail)
            m_parts.model.setPicture(id, {});
    });
    connect(&m_parts.composer, &Composer::attachWanted, this, &ConversationFiles::choose);
    connect(&m_parts.composer, &Composer::filesBrought, this, &ConversationFiles::offer);
    connect(&m_parts.strip, &AttachStrip::confirmed, this, &ConversationFiles::send);
    connect(&m_parts.strip, &AttachStrip::closed, &m_parts.composer, &Composer::focusText);
    connect(m_wayOut, &WayOut::notRecorded, this, [this] {
        Q_EMIT said(tr("This could not be written into the activity log, so nothing left Sotto. "
                       "Tell your administrator."));
    });
    connect(&m_client, &Client::attachmentSaved, this, [this] {
        Q_EMIT said(tr("The file is saved. Outside of Sotto it is not encrypted."));
    });
    connect(&m_client, &Client::orderExported, this, [this] {
        Q_EMIT said(tr("The order is saved. Outside of Sotto it is not encrypted."));
    });
}

ConversationFiles::~ConversationFiles()
{
    delete m_viewer;  // it uses the loader, which is ours
}

void ConversationFiles::open(ConversationId id, const QString& recipient)
{
    m_id = id;
    m_parts.strip.setRecipient(recipient);
}

void ConversationFiles::close()
{
    m_id = {};
    m_parts.strip.drop();
    m_loader->clear();
    if (m_viewer)
        m_viewer->close();
}

void ConversationFiles::setRules(const WorkstationSnapshot& workstation)
{
    m_wayOut->setRules(workstation);
    m_parts.model.setFileRules(m_loader->canShow(), m_wayOut->saving());
}

void ConversationFiles::choose()
{
    auto* dialog = new QFileDialog(&m_pane, tr("Sotto"),
                                   QStandardPaths::writableLocation(QStandardPaths::HomeLocation));
    dialog->setObjectName(QStringLiteral("chooseFiles"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setOption(QFileDialog::DontUseNativeDialog);  // it would stay after a lock
    connect(dialog, &QFileDialog::filesSelected, this, [this, to = m_id](const QStringList& paths) {
        if (to == m_id)
            offer(chosenFiles(paths));
    });
    dialog->open();
}

void ConversationFiles::offer(const QList<Chosen>& files)
{
    if (m_id != ConversationId{})
        m_parts.strip.offer(files);
}

void ConversationFiles::send(const QList<Chosen>& files)
{
    const auto about = m_parts.composer.draftAbout();
    if (const auto question = m_parts.composer.takePatientQuestion(about); !question.isEmpty()) {
        m_parts.strip.ask(files, question);
        return;
    }
    for (const auto& file : files) {
        if (file.path.isEmpty())
            m_client.sendFileBytes(m_id, file.name, file.bytes, about);
        else
            m_client.sendFile(m_id, file.path, about);
    }
    if (about && m_parts.composer.text().isEmpty())
        m_parts.composer.choosePatient({});
    else  // the text is about them, too, and is asked about by itself
        m_parts.composer.asksAgain();
    m_parts.view.jumpToLatest();
}

bool ConversationFiles::run(RowAction action, MessageId id)
{
    const auto* const file = m_parts.model.fileOf(id);
    if (!file)
        return false;
    switch (action) {
    case RowAction::Download:
        m_client.fetchAttachment(id);
        return true;
    case RowAction::CancelTransfer:
        m_client.cancelTransfer(id);
        return true;
    case RowAction::OpenPicture:
        showPicture(id);
        return true;
    case RowAction::SaveFile:
        m_wayOut->save(id, file->name, m_parts.model.labelsOf(id));
        return true;
    case RowAction::Retry:
        if (m_parts.model.isOutgoing(id))
            return false;
        m_client.fetchAttachment(id);
        return true;
    case RowAction::None:
    case RowAction::Acknowledge:
    case RowAction::Accept:
    case RowAction::Finish:
    case RowAction::ShowEvidence:
    case RowAction::AskResend:
    case RowAction::ReadBack:
    case RowAction::EnterOrder:
    case RowAction::CancelOrder:
        break;
    }
    return false;
}

void ConversationFiles::runForCurrent()
{
    constexpr RowAction kActions[] = {RowAction::Download, RowAction::OpenPicture,
                                      RowAction::SaveFile};
    const auto current = m_parts.view.currentIndex();
    if (current.isValid()) {
        const auto row = m_parts.model.rowAt(current.row());
        if (run(row.action, row.message.id))
            return;
    }
    (void)std::ranges::any_of(kActions,
                              [this](RowAction action) { return m_parts.view.runAction(action); });
}

void ConversationFiles::saveCurrent()
{
    const auto current = m_parts.view.currentIndex();
    const auto id = current.isValid() ? m_parts.model.idAt(current.row()) : std::nullopt;
    const auto* const file = id ? m_parts.model.fileOf(*id) : nullptr;
    if (!file)
        m_parts.view.runAction(RowAction::SaveFile);
    else if (file->state == AttachmentSnapshot::State::Kept && !file->blocked)
        m_wayOut->save(*id, file->name, m_parts.model.labelsOf(*id));
}

void ConversationFiles::saveOrder(const MessageSnapshot& order)
{
    m_wayOut->saveOrder(order.id, order.order->signedAtMs, m_parts.model.labelsOf(order.id));
}

void ConversationFiles::copySelected()
{
    if (const auto text = m_parts.view.selectedText(); !text.isEmpty())
        m_wayOut->copy(text, m_parts.view.selectedIds(), m_parts.view.selectedLabels());
}

void ConversationFiles::showPicture(MessageId id)
{
    QList<PictureViewer::Shown> shown;
    qsizetype at = 0;
    for (const auto& message : m_parts.model.pictures()) {
        if (message.id == id)
            at = shown.size();
        const auto you = SafeText::fromQString(tr("You"), SafeText::Kind::Name);
        shown << PictureViewer::Shown{message.id, message.attachment->name,
                                      message.outgoing ? you : message.author,
                                      m_parts.model.labelsOf(message.id)};
    }
    if (shown.isEmpty())
        return;
    if (m_viewer)
        m_viewer->close();
    m_viewer = new PictureViewer(shown, at, *m_loader, *m_wayOut, &m_pane);
    m_viewer->QDialog::show();
}

}  // namespace sotto::ui
