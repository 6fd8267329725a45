// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help_pages.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QScrollArea;
class QVBoxLayout;

namespace sotto::ui {

class Label;

/// The built-in help: a search field above the list of tasks, the page beside it. Esc closes.
/// It shows our own texts only, as plain labels.
class HelpWindow final : public QDialog {
    Q_OBJECT
public:
    /// Opens at the page for `screen` (an object name), or goes there if it is open already.
    /// It does not stop the work in the window behind it.
    static void open(QWidget* over, const QString& screen);

    explicit HelpWindow(QWidget* parent);

    void showFor(const QString& screen);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fillList(const QList<HelpPage>& pages);
    void showPage(const QString& id);
    void addBlock(const HelpPage::Block& block);

    QList<HelpPage> m_pages;
    QLineEdit* m_search;
    QListWidget* m_list;
    Label* m_none;
    QScrollArea* m_scroll;
    QVBoxLayout* m_body = nullptr;
};

}  // namespace sotto::ui
