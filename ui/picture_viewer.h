// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"
#include "core/domain/safe_text.h"
#include "ui/icons.h"

#include <QDialog>
#include <QList>

class QBoxLayout;
class QToolButton;

namespace sotto::ui {

class Label;
class PictureCanvas;
class PictureLoader;
class WayOut;

/// A picture of a conversation by itself, with the one before and the one after it. What
/// policy forbids has no working button, and the button says why. Its title names nobody;
/// the window goes when the main view goes.
class PictureViewer final : public QDialog {
    Q_OBJECT
public:
    struct Shown {
        MessageId id;
        SafeText name;
        SafeText from;         ///< whose picture, as the person reads it
        QStringList labels{};  ///< of a sensitive one
    };

    /// `pictures`, oldest first, not empty; begins with the one at `at`.
    PictureViewer(QList<Shown> pictures, qsizetype at, PictureLoader& loader, WayOut& wayOut,
                  QWidget* parent);
    ~PictureViewer() override;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QBoxLayout* makeBar();
    QToolButton* addButton(QBoxLayout& bar, const char* name, Icon which, const QString& text);
    void show(qsizetype at);
    void applyRules();

    const Shown& shown() const { return m_pictures[m_at]; }

    void save();

    QList<Shown> m_pictures;
    qsizetype m_at = 0;
    PictureLoader& m_loader;
    WayOut& m_wayOut;
    PictureCanvas* m_canvas;
    Label* m_caption;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QToolButton* m_save = nullptr;
    QToolButton* m_copy = nullptr;
    QToolButton* m_print = nullptr;
};

}  // namespace sotto::ui
