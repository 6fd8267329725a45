// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attach_strip.h"
#include "ui/doors.h"
#include "ui/message_list_model.h"
#include "ui/way_out.h"

#include <QPointer>

namespace sotto::ui {

class Composer;
class MessageView;
class PictureLoader;
class PictureViewer;

/// The files of the conversation on the screen: chosen, confirmed and sent; fetched when
/// somebody asks for them; shown, saved, copied and printed as policy allows.
class ConversationFiles final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        MessageListModel& model;
        MessageView& view;
        Composer& composer;
        AttachStrip& strip;
    };

    /// Dialogs open above `pane` and go with it.
    ConversationFiles(Client& client, const Clock& clock, Doors doors, Parts parts, QWidget& pane);
    ~ConversationFiles() override;

    void open(ConversationId id, const QString& recipient);
    void close();  ///< nothing that was chosen is sent
    void setRules(const WorkstationSnapshot& workstation);

    void setSelf(const SelfSnapshot& self) { m_wayOut->setSelf(self); }

    void choose();
    void offer(const QList<Chosen>& files);

    /// The button of a file's row; false if `action` is not about a file.
    bool run(RowAction action, MessageId id);
    void runForCurrent();  ///< of the chosen row, or else of the newest that has one
    void saveCurrent();
    void copySelected();

    void saveOrder(const MessageSnapshot& order);

    /// See WayOut.
    void printRecord(const QStringList& lines, MessageId about)
    {
        m_wayOut->printRecord(lines, {about});
    }

Q_SIGNALS:
    void said(const QString& notice);  ///< something to know

private:
    void send(const QList<Chosen>& files);
    void showPicture(MessageId id);

    Client& m_client;
    Parts m_parts;
    QWidget& m_pane;
    WayOut* m_wayOut;
    PictureLoader* m_loader;
    QPointer<PictureViewer> m_viewer;
    ConversationId m_id;
};

}  // namespace sotto::ui
