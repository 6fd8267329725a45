// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class QMimeData;
class QPushButton;

namespace sotto::ui {

class Label;

/// A file that somebody chose, dropped or pasted, and that has not been sent.
struct Chosen {
    QString name;
    qint64 size = 0;
    QString path;      ///< empty: the bytes are here
    QByteArray bytes;  ///< of a picture that is in no file
};

/// The files on a disk behind `paths`; what is no plain file is left out.
QList<Chosen> chosenFiles(const QStringList& paths);

/// What a drop or a paste brings: files, or else a picture as it was encoded. Empty: none.
/// A picture is never decoded here (E13).
QList<Chosen> chosenFrom(const QMimeData& data);

/// Whether chosenFrom() would find something.
bool bringsFiles(const QMimeData& data);

/// Between the choice of a file and its sending: who gets what, in words, on the button
/// too. The wrong recipient is the error that cannot be taken back.
class AttachStrip final : public QFrame {
    Q_OBJECT
public:
    static constexpr qsizetype kMost = 10;  ///< files at once

    explicit AttachStrip(QWidget* parent);

    void setRecipient(const QString& name);
    /// Shows what would be sent, beside what already waits, and takes the focus.
    void offer(const QList<Chosen>& files);
    /// The same, with something to weigh before it is confirmed once more.
    void ask(const QList<Chosen>& files, const QString& question);
    void drop();  ///< nothing is sent; what was chosen is forgotten

Q_SIGNALS:
    void confirmed(const QList<sotto::ui::Chosen>& files);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void updateWords();

    QList<Chosen> m_files;
    QString m_recipient;
    QString m_question;
    Label* m_what;
    Label* m_note;
    QPushButton* m_send;
};

}  // namespace sotto::ui
