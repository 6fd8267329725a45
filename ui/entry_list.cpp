// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/entry_list.h"

#include "ui/entry.h"

#include <QKeyEvent>
#include <QListView>

namespace sotto::ui {
namespace {

class FocusList final : public QListView {
public:
    using QListView::QListView;

protected:
    void focusInEvent(QFocusEvent* event) override
    {
        QListView::focusInEvent(event);
        if (!currentIndex().isValid() && model()->rowCount() > 0 &&
            event->reason() != Qt::MouseFocusReason)
            setCurrentIndex(model()->index(0, 0));
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (enter && currentIndex().isValid() && !(event->modifiers() & Qt::ControlModifier))
            Q_EMIT activated(currentIndex());
        else
            QListView::keyPressEvent(event);
    }
};

}  // namespace

QListView* makeEntryList(const char* name, QAbstractItemModel* model, QWidget* parent)
{
    auto* list = new FocusList(parent);
    list->setObjectName(QLatin1String(name));
    list->setModel(model);
    list->setItemDelegate(new EntryDelegate(list));
    list->setUniformItemSizes(true);
    list->setVerticalScrollMode(QListView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setFrameShape(QFrame::NoFrame);
    list->setMouseTracking(true);
    list->setEditTriggers(QListView::NoEditTriggers);
    list->setTabKeyNavigation(false);
    return list;
}

}  // namespace sotto::ui
